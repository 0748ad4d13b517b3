package serai.retrieval;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * A fixed pool of platform threads on which questions overtake passages.
 *
 * <p>A native call pins a virtual thread, hence platform threads. Questions beyond the queue are refused; passages wait
 * for their turn, at most two for each thread, so that ingestion delays a question by one passage and no more.
 */
final class EmbeddingPool implements AutoCloseable {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor threads;
    private final Semaphore questions;
    private final Semaphore passages;
    private final AtomicLong sequence = new AtomicLong();

    EmbeddingPool(int size, int queue) {
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("serai-embedder-", 1).factory());
        this.questions = new Semaphore(size + queue);
        this.passages = new Semaphore(2 * size);
    }

    /** Runs ahead of every waiting passage. */
    <T> Future<T> question(Callable<T> work) {
        if (!questions.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "Too many questions wait for the embedder; try again.", RETRY, null);
        }
        return run(new Task<>(work, 0, sequence.getAndIncrement(), questions));
    }

    /** Waits until the pool takes it. */
    <T> Future<T> passage(Callable<T> work) throws InterruptedException {
        passages.acquire();
        return run(new Task<>(work, 1, sequence.getAndIncrement(), passages));
    }

    private <T> Future<T> run(Task<T> task) {
        threads.execute(task);
        return task;
    }

    /** Drops what waits and returns when nothing runs: a JVM that exits during a native call crashes. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether nothing runs any more and nothing will. */
    boolean isEnded() {
        return threads.isTerminated();
    }

    private static final class Task<T> extends FutureTask<T> implements Comparable<Task<?>> {

        private final int rank;
        private final long sequence;
        private final Semaphore permits;

        Task(Callable<T> work, int rank, long sequence, Semaphore permits) {
            super(work);
            this.rank = rank;
            this.sequence = sequence;
            this.permits = permits;
        }

        @Override
        protected void done() {
            permits.release();
        }

        @Override
        public int compareTo(Task<?> other) {
            return rank != other.rank ? Integer.compare(rank, other.rank) : Long.compare(sequence, other.sequence);
        }
    }
}
