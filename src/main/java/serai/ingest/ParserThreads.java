package serai.ingest;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * Runs parsers, a few at a time and each for a bounded time, on threads of their own.
 *
 * <p>A thread cannot be killed. One that runs out of time is interrupted and left behind; when too many are left behind,
 * nothing more is parsed until one of them ends, so that hostile documents cannot eat the machine.
 */
final class ParserThreads {

    private static final int MOST_ABANDONED = 4;
    private static final long STACK = 2L << 20;

    private final Semaphore slots;
    private final Duration limit;
    private final AtomicInteger abandoned = new AtomicInteger();

    ParserThreads(int parallel, Duration limit) {
        this.slots = new Semaphore(parallel, true);
        this.limit = limit;
    }

    /**
     * The result of {@code work}.
     *
     * @throws ExecutionException with what {@code work} threw
     * @throws ProblemException {@link ProblemType#UNAVAILABLE} when all parsers are busy for longer than one document may
     *     take, {@link ProblemType#INVALID_REQUEST} when this document takes too long
     */
    <T> T call(Callable<T> work) throws ExecutionException {
        if (abandoned.get() >= MOST_ABANDONED) {
            throw busy("documents that could not be parsed in time still occupy the parsers");
        }
        try {
            if (!slots.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy("too many documents are being parsed");
            }
            try {
                return run(new FutureTask<>(work));
            } finally {
                slots.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "the gateway is stopping", e);
        }
    }

    private <T> T run(FutureTask<T> task) throws ExecutionException, InterruptedException {
        Worker worker = new Worker(task);
        worker.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            worker.abandon();
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "the document takes longer than " + limit.toSeconds()
                            + " s to parse; simplify it, or raise serai.ingest.parse-time",
                    e);
        } catch (InterruptedException e) {
            worker.abandon();
            throw e;
        }
    }

    private static ProblemException busy(String why) {
        return new ProblemException(ProblemType.UNAVAILABLE, why + "; try again", Duration.ofSeconds(5), null);
    }

    /** A daemon, so that it never keeps the gateway from stopping. */
    private final class Worker extends Thread {

        private boolean left;
        private boolean ended;

        Worker(Runnable task) {
            super(null, task, "parser", STACK);
            setDaemon(true);
        }

        @Override
        public void run() {
            super.run();
            synchronized (this) {
                ended = true;
                if (left) {
                    abandoned.decrementAndGet();
                }
            }
        }

        synchronized void abandon() {
            left = true;
            if (!ended) {
                abandoned.incrementAndGet();
            } else {
                left = false;
            }
            interrupt();
        }
    }
}
