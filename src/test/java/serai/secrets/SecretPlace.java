package serai.secrets;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What stands behind a backend in tests: where others put secrets, and what can go wrong there. */
public interface SecretPlace extends AutoCloseable {

    /** When every version was made. */
    Instant MADE = Instant.parse("2026-01-02T03:04:05Z");

    /** How long it asks to be left alone when it is {@link Trouble#THROTTLED}, in seconds. */
    int RETRY_AFTER = 7;

    /** What every call meets. */
    enum Trouble {
        NONE,
        /** Answers that it is down. */
        DOWN,
        /** Does not answer before the trouble is over. */
        SLOW,
        DENIED,
        THROTTLED,
        /** Answers what is none, with a value in it. */
        MALFORMED
    }

    /** Makes a value the current version; the name is the gateway's. */
    void put(String name, byte[] value);

    default void put(String name, String value) {
        put(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on. */
    void fail(Trouble trouble);

    @Override
    void close();
}
