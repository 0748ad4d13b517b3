package serai.query;

/**
 * Evidence that a step of the flow has run.
 *
 * <p>A stage is a final class whose constructor only its own package can call, so holding one proves that the guard of
 * that package did its work. A route that leaves a step out holds the wrong stage and fails to convert it. Stages are
 * immutable, and their {@code toString} never shows content.
 */
public interface Stage {

    /** The request that this stage belongs to. */
    RequestContext request();
}
