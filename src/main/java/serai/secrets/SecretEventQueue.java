package serai.secrets;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way to the audit log, which opens later than the first secrets are read. Says them in the log too.
 * Safe for use by many threads.
 */
public final class SecretEventQueue implements SecretEvents {

    private static final Logger LOG = LoggerFactory.getLogger(SecretEventQueue.class);
    private static final int MOST = 1_024;

    private final BlockingQueue<SecretEvent> waiting = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong lost = new AtomicLong();

    @Override
    public void happened(SecretEvent event) {
        say(event);
        if (!waiting.offer(event)) {
            lost.incrementAndGet();
        }
    }

    private static void say(SecretEvent event) {
        boolean trouble = event.kind() == SecretEvent.Kind.FAILURE || event.kind() == SecretEvent.Kind.OVERDUE;
        LOG.atLevel(trouble ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.INFO)
                .log(
                        "secret {}: {} {} (backend {}, version {})",
                        event.secret(),
                        event.kind().word(),
                        event.detail(),
                        event.backend(),
                        event.version());
    }

    /** The next event, once there is one. */
    public SecretEvent take() throws InterruptedException {
        return waiting.take();
    }

    /** The next event, if there is one. */
    public Optional<SecretEvent> poll() {
        return Optional.ofNullable(waiting.poll());
    }

    /** How many events found the queue full since this was last asked. */
    public long takeLost() {
        return lost.getAndSet(0);
    }
}
