package serai.model;

/** The way to the configured models. Safe for use by many threads. */
@FunctionalInterface
public interface ModelRoute {

    /**
     * Asks the route {@code direct:model-<model>} and returns the completion.
     *
     * @throws serai.query.ProblemException {@link serai.query.ProblemType#UNAVAILABLE} when the model cannot answer in
     *     time; any other exception is treated as that, and its message is not shown
     */
    String call(String model, ChatRequest request);
}
