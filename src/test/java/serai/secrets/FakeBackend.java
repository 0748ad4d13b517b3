package serai.secrets;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import serai.secrets.SecretBackendException.Reason;

/** A backend in memory that can be told to fail, to wait, and to count. */
final class FakeBackend implements SecretBackend {

    private record Stored(StoredSecret secret, Optional<Instant> created) {}

    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger describes = new AtomicInteger();
    private final AtomicInteger versions = new AtomicInteger();
    volatile boolean closed;
    volatile @Nullable RuntimeException failure;
    volatile CountDownLatch gate = new CountDownLatch(0);
    private final String name;
    private final Map<String, Stored> secrets = new ConcurrentHashMap<>();

    FakeBackend(String name) {
        this.name = name;
    }

    FakeBackend with(String secret, String value) {
        write(secret, value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    FakeBackend with(String secret, String value, Instant created) {
        write(secret, value.getBytes(StandardCharsets.UTF_8));
        secrets.computeIfPresent(secret, (key, stored) -> new Stored(stored.secret(), Optional.of(created)));
        return this;
    }

    void without(String secret) {
        secrets.remove(secret);
    }

    void fail(Reason reason) {
        failure = new SecretBackendException(reason, "told to fail");
    }

    void fail(Reason reason, Duration retryAfter) {
        failure = new SecretBackendException(reason, "told to fail", retryAfter, null);
    }

    void heal() {
        failure = null;
    }

    int calls() {
        return reads.get() + describes.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StoredSecret read(String secret) {
        reads.incrementAndGet();
        return stored(secret).secret();
    }

    @Override
    public SecretDescription describe(String secret) {
        describes.incrementAndGet();
        Stored stored = stored(secret);
        return new SecretDescription(stored.secret().version(), stored.created(), Optional.empty());
    }

    private Stored stored(String secret) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        RuntimeException present = failure;
        if (present != null) {
            throw present;
        }
        return Optional.ofNullable(secrets.get(secret))
                .orElseThrow(() -> new SecretBackendException(Reason.MISSING, "there is none"));
    }

    @Override
    public String write(String secret, byte[] value) {
        String version = String.valueOf(versions.incrementAndGet());
        secrets.put(secret, new Stored(new StoredSecret(value, version), Optional.empty()));
        return version;
    }

    @Override
    public void close() {
        closed = true;
    }
}
