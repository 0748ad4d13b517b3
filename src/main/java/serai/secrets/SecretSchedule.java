package serai.secrets;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets work be looked for again and again, on one thread of its own; the work itself begins calls and returns. */
final class SecretSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SecretSchedule.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("secrets").factory());

    private final List<Future<?>> tasks = new CopyOnWriteArrayList<>();

    void every(long seconds, Runnable work) {
        tasks.add(thread.scheduleWithFixedDelay(() -> run(work), seconds, seconds, TimeUnit.SECONDS));
    }

    /** An exception would end the schedule. */
    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("looking after secrets failed with {}", e.getClass().getName());
        }
    }

    @Override
    public void close() {
        tasks.forEach(task -> task.cancel(true));
        thread.shutdownNow();
    }
}
