package serai.retrieval;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import serai.catalog.Embedding;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * Embeds inside the process with the quantised all-MiniLM-L6-v2: 384 dimensions, no network.
 *
 * <p>The model reads the first {@link #WINDOW} tokens of a text; what follows has no part in the vector, so chunk to
 * fewer. Passages run one by one over the pool, because a batch of passages of 200 words is slower than single runs.
 */
public final class MiniLmEmbedder implements Embedder, TokenCounter, AutoCloseable {

    /** The most tokens of a text that have a part in its vector. */
    public static final int WINDOW = MiniLm.WINDOW - 2;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final EmbeddingPool pool;
    private final QuestionCache cache;
    private final Future<MiniLm> model;

    /**
     * Begins to load the model in the background; calls wait for it.
     *
     * @param natives a directory that the tokenizer's native library may be unpacked to
     */
    public MiniLmEmbedder(RetrievalSettings settings, Path natives) {
        int threads = settings.embedderThreads() == 0
                ? Runtime.getRuntime().availableProcessors()
                : settings.embedderThreads();
        this.pool = new EmbeddingPool(threads, settings.embedderQueue());
        this.cache =
                new QuestionCache(settings.questionCacheSize(), settings.questionCacheExpiry(), Ticker.systemTicker());
        this.model = pool.question(() -> MiniLm.load(natives));
    }

    /**
     * Returns once the model is loaded.
     *
     * @throws ProblemException {@link ProblemType#UNAVAILABLE} when it cannot be
     */
    public void awaitLoaded() {
        await(model);
    }

    @Override
    public Embedding embed(String question) {
        return cache.get(question).orElseGet(() -> {
            Embedding vector = await(pool.question(() -> run(question)));
            cache.put(question, vector);
            return vector;
        });
    }

    @Override
    public List<Embedding> embedAll(List<String> passages) {
        List<Future<Embedding>> running = new ArrayList<>();
        try {
            for (String passage : passages) {
                running.add(pool.passage(() -> run(passage)));
            }
            return running.stream().map(MiniLmEmbedder::await).toList();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            running.forEach(passage -> passage.cancel(false));
        }
    }

    private Embedding run(String text) {
        return new Embedding(await(model).vector(text));
    }

    @Override
    public int tokens(String text) {
        return await(model).tokens(text);
    }

    @Override
    public int dimensions() {
        return MiniLm.DIMENSIONS;
    }

    private static <T> T await(Future<T> work) {
        try {
            return work.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (TimeoutException e) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "The embedder is too busy; try again.", RETRY, e);
        } catch (ExecutionException | CancellationException e) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "The embedder failed; its log says why.", RETRY, e);
        }
    }

    private static ProblemException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ProblemException(ProblemType.UNAVAILABLE, "The gateway is stopping.", RETRY, e);
    }

    @Override
    public void close() {
        pool.close();
        if (pool.isEnded() && model.state() == Future.State.SUCCESS) {
            model.resultNow().close();
        }
    }
}
