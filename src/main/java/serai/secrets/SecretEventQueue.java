package serai.secrets;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events on their way to the audit log, which opens later than the first secrets are read. Safe for
 * use by many threads.
 */
public final class SecretEventQueue implements SecretEvents {

    private static final int MOST = 1_024;

    private final BlockingQueue<SecretEvent> waiting = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong lost = new AtomicLong();

    @Override
    public void happened(SecretEvent event) {
        if (!waiting.offer(event)) {
            lost.incrementAndGet();
        }
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
