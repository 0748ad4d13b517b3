package serai.routing;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the guard look at the route files again and again, on one thread of its own. Whoever has loaded the routes starts
 * it: a look before that would take every file for an edit.
 */
final class RoutePoller implements SmartLifecycle {

    private final Runnable poll;
    private final Duration interval;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("route-guard").factory());
    private volatile @Nullable ScheduledFuture<?> task;

    RoutePoller(Runnable poll, Duration interval) {
        this.poll = poll;
        this.interval = interval;
    }

    @Override
    public void start() {
        task = scheduler.scheduleWithFixedDelay(poll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        task = null;
        scheduler.shutdownNow();
    }

    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @Override
    public boolean isRunning() {
        return task != null;
    }
}
