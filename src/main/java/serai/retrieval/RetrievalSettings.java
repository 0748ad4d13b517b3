package serai.retrieval;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How passages are embedded, indexed and found.
 *
 * @param embedderThreads platform threads that run the embedding model, 0 for as many as there are processors
 * @param embedderQueue questions that may wait for a thread, 1–10000; one more is refused
 * @param questionCacheSize vectors of recent questions to keep, 0–100000; 0 keeps none, so that timing tells nobody that
 *     a question was asked before
 * @param questionCacheExpiry how long the vector of a question is kept
 * @param checkpointInterval the most work, in time, that a restart after a crash repeats, 1 s–1 h
 */
@ConfigurationProperties(prefix = "serai.retrieval", ignoreUnknownFields = false)
public record RetrievalSettings(
        @DefaultValue("0") int embedderThreads,
        @DefaultValue("64") int embedderQueue,
        @DefaultValue("1000") int questionCacheSize,
        @DefaultValue("10m") Duration questionCacheExpiry,
        @DefaultValue("5s") Duration checkpointInterval) {

    public RetrievalSettings {
        String mistakes = Stream.of(
                        within("embedder-threads", embedderThreads, 0, 1_000),
                        within("embedder-queue", embedderQueue, 1, 10_000),
                        within("question-cache-size", questionCacheSize, 0, 100_000),
                        within("question-cache-expiry in seconds", questionCacheExpiry.toSeconds(), 1, 86_400),
                        within("checkpoint-interval in seconds", checkpointInterval.toSeconds(), 1, 3_600))
                .flatMap(mistake -> mistake)
                .collect(Collectors.joining("; "));
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(mistakes);
        }
    }

    /** The settings of an installation that sets none. */
    public static RetrievalSettings defaults() {
        return new RetrievalSettings(0, 64, 1_000, Duration.ofMinutes(10), Duration.ofSeconds(5));
    }

    private static Stream<String> within(String setting, long value, long least, long most) {
        return value >= least && value <= most
                ? Stream.empty()
                : Stream.of("serai.retrieval." + setting + " is " + value + "; set " + least + " to " + most);
    }
}
