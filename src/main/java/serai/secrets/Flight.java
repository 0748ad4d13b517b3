package serai.secrets;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One call to a backend that is under way, for all who wait for its answer. */
final class Flight {

    private final CountDownLatch landed = new CountDownLatch(1);

    void land() {
        landed.countDown();
    }

    /**
     * Waits at most that long.
     *
     * @return whether the answer is there
     */
    boolean await(Duration most) {
        try {
            return landed.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
