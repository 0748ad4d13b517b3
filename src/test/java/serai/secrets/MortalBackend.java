package serai.secrets;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serai.secrets.SecretBackendException.Reason;

/** A backend in memory that can die before or after a write, and let another replica in between. */
final class MortalBackend implements SecretBackend {

    private record Held(StoredSecret stored, Instant created) {}

    /** The process is gone. */
    static final class Crash extends RuntimeException {}

    private final Map<String, Held> held = new HashMap<>();
    private final List<String> versions = new ArrayList<>();
    private final Clock clock;
    private int crashAtWrite = Integer.MAX_VALUE;
    private boolean crashAfter;
    private boolean dated = true;
    private Runnable beforeWrite = () -> {};
    private Runnable afterRead = () -> {};

    MortalBackend(Clock clock) {
        this.clock = clock;
    }

    /** @param after whether the write that dies takes effect */
    void crashAtNextWrite(boolean after) {
        crashAtWrite = versions.size();
        crashAfter = after;
    }

    void recover() {
        crashAtWrite = Integer.MAX_VALUE;
    }

    /** Runs once, after the version was compared and before the next write takes effect. */
    void beforeNextWrite(Runnable other) {
        beforeWrite = other;
    }

    /** Runs once, after the next read. */
    void afterNextRead(Runnable other) {
        afterRead = other;
    }

    /** Tells no dates any more. */
    void forgetDates() {
        dated = false;
    }

    int writes() {
        return versions.size();
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public StoredSecret read(String secret) {
        Held found = find(secret);
        Runnable other = afterRead;
        afterRead = () -> {};
        other.run();
        return found.stored();
    }

    @Override
    public SecretDescription describe(String secret) {
        Held found = find(secret);
        return new SecretDescription(
                found.stored().version(), Optional.of(found.created()).filter(created -> dated), Optional.empty());
    }

    private Held find(String secret) {
        Held found = held.get(secret);
        if (found == null) {
            throw new SecretBackendException(Reason.MISSING, "there is no secret '" + secret + "'");
        }
        return found;
    }

    @Override
    public String write(String secret, byte[] value) {
        Runnable other = beforeWrite;
        beforeWrite = () -> {};
        other.run();
        boolean crash = versions.size() == crashAtWrite;
        if (crash && !crashAfter) {
            throw new Crash();
        }
        String version = "v" + (versions.size() + 1);
        versions.add(version);
        held.put(secret, new Held(new StoredSecret(value, version), clock.instant()));
        if (crash) {
            throw new Crash();
        }
        return version;
    }

    @Override
    public void close() {}
}
