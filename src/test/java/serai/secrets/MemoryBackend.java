package serai.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import serai.secrets.SecretBackendException.Reason;

/** A backend and its place in one, in memory. A slow one fails at once: nobody waits for it. Safe for many threads. */
public final class MemoryBackend implements SecretBackend, SecretPlace {

    /** One character for each byte. */
    private record Version(String value, String id) {}

    private final String name;
    private final Map<String, Version> current = new ConcurrentHashMap<>();
    private final AtomicInteger versions = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger describes = new AtomicInteger();
    private volatile Trouble trouble = Trouble.NONE;

    public MemoryBackend(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StoredSecret read(String secret) {
        reads.incrementAndGet();
        Version version = find("read", secret);
        try {
            return new StoredSecret(version.value().getBytes(ISO_8859_1), version.id());
        } catch (SecretBackendException e) {
            throw failure(e.reason(), "read", secret);
        }
    }

    @Override
    public SecretDescription describe(String secret) {
        describes.incrementAndGet();
        return new SecretDescription(find("describe", secret).id(), Optional.of(MADE), Optional.empty());
    }

    @Override
    public String write(String secret, byte[] value) {
        StoredSecret.demandUsable(value);
        demandNoTrouble("write", secret);
        put(secret, value);
        return find("write", secret).id();
    }

    @Override
    public void put(String secret, byte[] value) {
        current.put(secret, new Version(new String(value, ISO_8859_1), "v" + versions.incrementAndGet()));
    }

    /** As if it had never been. */
    public void remove(String secret) {
        current.remove(secret);
    }

    @Override
    public void fail(Trouble trouble) {
        this.trouble = trouble;
    }

    /** How often a value was asked for. */
    public int reads() {
        return reads.get();
    }

    /** How often a description was asked for. */
    public int describes() {
        return describes.get();
    }

    private Version find(String operation, String secret) {
        demandNoTrouble(operation, secret);
        return Optional.ofNullable(current.get(secret)).orElseThrow(() -> failure(Reason.MISSING, operation, secret));
    }

    private void demandNoTrouble(String operation, String secret) {
        if (!secret.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("a secret is named by lower-case letters, digits and dashes");
        }
        switch (trouble) {
            case NONE -> {}
            case DOWN, SLOW -> throw failure(Reason.UNREACHABLE, operation, secret);
            case DENIED -> throw failure(Reason.DENIED, operation, secret);
            case THROTTLED -> throw failure(Reason.THROTTLED, operation, secret);
            case MALFORMED -> throw failure(Reason.MALFORMED, operation, secret);
        }
    }

    private SecretBackendException failure(Reason reason, String operation, String secret) {
        Duration retryAfter = reason == Reason.THROTTLED ? Duration.ofSeconds(RETRY_AFTER) : null;
        return new SecretBackendException(
                reason, name + ": cannot " + operation + " '" + secret + "' (" + reason + ")", retryAfter, null);
    }

    @Override
    public void close() {}
}
