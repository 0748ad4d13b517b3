package serai.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import serai.secrets.Secret;
import serai.secrets.SecretUnavailableException;
import serai.secrets.Secrets;

/** A secret that rotates in its backend; the gateway learns of it when it asks. */
final class ModelSecret implements Secrets {

    private final AtomicInteger forced = new AtomicInteger();
    private volatile List<Secret> known;
    private volatile Secret stored;
    private volatile boolean failing;

    ModelSecret(String value) {
        this.stored = secret(value);
        this.known = List.of(stored);
    }

    private static Secret secret(String value) {
        return new Secret((value + "\n").getBytes(StandardCharsets.UTF_8), "version-of-" + value.hashCode());
    }

    void fail(boolean fails) {
        failing = fails;
    }

    void rotate(String value) {
        stored = secret(value);
    }

    int forced() {
        return forced.get();
    }

    @Override
    public Secret get(String name) {
        if (failing) {
            throw new SecretUnavailableException("the secret cannot be had", null);
        }
        return known.getFirst();
    }

    @Override
    public List<Secret> accepted(String name) {
        return known;
    }

    @Override
    public Secret renewed(String name, Secret rejected) {
        forced.incrementAndGet();
        Secret now = stored;
        synchronized (this) {
            if (!known.getFirst().version().equals(now.version())) {
                known = Stream.of(now, known.getFirst()).toList();
            }
        }
        return now;
    }
}
