package serai.secrets;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The versions of one key that the gateway makes itself, newest first. Immutable; never shows a value.
 *
 * <p>A key is pending until every replica knows it, then current, then previous while anything still needs it, then
 * retired. A step that was already taken changes nothing, so each can be repeated after a crash; one out of order is
 * refused with an {@link IllegalStateException}.
 *
 * @param keys exactly one of them current, at most one pending, at most {@value #MOST_USABLE} with a value
 */
public record Keyset(List<Key> keys) {

    /** How many keys can be pending, current or previous at a time. */
    static final int MOST_USABLE = 8;

    private static final int MOST_RETIRED = 32;
    private static final Comparator<Key> BY_AGE_OF_PHASE =
            comparing(key -> key.since().orElse(Instant.MIN));

    /** How far a key has come. */
    public enum Phase {
        /** Accepted, and not yet used to make anything. */
        PENDING,
        /** Accepted, and what new things are made with. */
        CURRENT,
        /** Accepted for what was made with it earlier. */
        PREVIOUS,
        /** Its value is gone; it stays for the history. */
        RETIRED;

        /** As it is written for people and in keysets, such as {@code pending}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One version.
     *
     * @param id derived from the value, telling nothing about it
     * @param created when it was made; empty for a bare key, which does not say
     * @param since when it entered its phase; empty for a bare key
     * @param secret its value with the id as version; empty once retired
     */
    public record Key(
            String id, Phase phase, Optional<Instant> created, Optional<Instant> since, Optional<Secret> secret) {

        public Key {
            if ((phase == Phase.RETIRED) == secret.isPresent()) {
                throw new IllegalArgumentException("a key has a value until it is retired, then none: " + id);
            }
        }

        Key enter(Phase next, Instant now) {
            return new Key(id, next, created, Optional.of(now), next == Phase.RETIRED ? Optional.empty() : secret);
        }
    }

    public Keyset {
        keys = List.copyOf(keys);
        Set<String> ids = new HashSet<>();
        demand(keys.stream().map(Key::id).allMatch(ids::add), "each key's id once");
        demand(count(keys, Phase.CURRENT) == 1, "exactly one current key");
        demand(count(keys, Phase.PENDING) <= 1, "at most one pending key");
        demand(keys.size() - count(keys, Phase.RETIRED) <= MOST_USABLE, "at most 8 keys that are not retired");
    }

    /** A keyset of one key that was just made. */
    public static Keyset of(byte[] value, Instant now) {
        return new Keyset(List.of(made(value, Phase.CURRENT, now)));
    }

    /**
     * Reads what {@link #encode} wrote, or a bare key: 32 bytes as base64 text, or a JSON web key.
     *
     * @throws SecretBackendException {@code MALFORMED}; the message never holds any of the text
     */
    public static Keyset parse(byte[] stored) {
        return KeysetText.parse(stored);
    }

    /** The keyset as JSON in UTF-8. */
    public byte[] encode() {
        return KeysetText.encode(this);
    }

    /** The key to make new things with. */
    public Secret current() {
        return only(Phase.CURRENT).orElseThrow().secret().orElseThrow();
    }

    /** Every key that may still be met: the current one, then the pending one, then the previous ones, newest first. */
    public List<Secret> accepted() {
        return Stream.of(Phase.CURRENT, Phase.PENDING, Phase.PREVIOUS)
                .flatMap(phase -> keys.stream().filter(key -> key.phase() == phase))
                .flatMap(key -> key.secret().stream())
                .toList();
    }

    /** The key with this id, in whatever phase. */
    public Optional<Key> key(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** The key that will be current next. */
    public Optional<Key> pending() {
        return only(Phase.PENDING);
    }

    /** Adds a pending key; the same one again changes nothing. */
    public Keyset begin(byte[] value, Instant now) {
        Key fresh = made(value, Phase.PENDING, now);
        Phase present = key(fresh.id()).map(Key::phase).orElse(null);
        if (present == Phase.PENDING || present == Phase.CURRENT) {
            return this;
        }
        if (present != null) {
            throw new IllegalStateException("the key " + fresh.id() + " was in use before: begin with a new one");
        }
        pending().ifPresent(key -> {
            throw new IllegalStateException("the key " + key.id() + " is pending: promote or abort it first");
        });
        if (keys.size() - count(keys, Phase.RETIRED) == MOST_USABLE) {
            throw new IllegalStateException(MOST_USABLE + " keys are in use: retire a previous one first");
        }
        List<Key> longer = new ArrayList<>(keys);
        longer.addFirst(fresh);
        return new Keyset(longer);
    }

    /** Makes the pending key with this id current and the current one previous. */
    public Keyset promote(String id, Instant now) {
        return switch (phase(id)) {
            case CURRENT -> this;
            case PENDING -> exchange(id, now);
            case PREVIOUS, RETIRED -> throw refused(id, "promoted, only a pending key can");
        };
    }

    /** Forgets the value of the previous key with this id. */
    public Keyset retire(String id, Instant now) {
        return switch (phase(id)) {
            case RETIRED -> this;
            case PREVIOUS -> each(key -> key.id().equals(id) ? key.enter(Phase.RETIRED, now) : key);
            case PENDING, CURRENT -> throw refused(id, "retired, only a previous key can");
        };
    }

    /**
     * Undoes the rotation to the key with this id. A pending key is retired. A current one becomes previous, since things
     * may have been made with it, and the key before it current again.
     */
    public Keyset abort(String id, Instant now) {
        return switch (phase(id)) {
            case PREVIOUS, RETIRED -> this;
            case PENDING -> each(key -> key.id().equals(id) ? key.enter(Phase.RETIRED, now) : key);
            case CURRENT ->
                exchange(
                        before(id)
                                .orElseThrow(() -> refused(id, "aborted, the key before it is retired: rotate again"))
                                .id(),
                        now);
        };
    }

    /** The present keyset with those keys of this earlier one that are lost and may still be needed, as previous ones. */
    Keyset rejoin(Keyset present, Instant now) {
        List<Key> lost = keys.stream()
                .filter(key -> key.phase() == Phase.CURRENT || key.phase() == Phase.PREVIOUS)
                .filter(key -> present.key(key.id()).isEmpty())
                .map(key -> key.enter(Phase.PREVIOUS, now))
                .toList();
        return lost.isEmpty()
                ? present
                : new Keyset(
                        Stream.concat(present.keys().stream(), lost.stream()).toList());
    }

    /** The last current key among those older than this one. */
    private Optional<Key> before(String id) {
        return keys.stream()
                .dropWhile(key -> !key.id().equals(id))
                .filter(key -> key.phase() == Phase.PREVIOUS)
                .max(BY_AGE_OF_PHASE);
    }

    private Keyset exchange(String id, Instant now) {
        return each(key -> {
            if (key.id().equals(id)) {
                return key.enter(Phase.CURRENT, now);
            }
            return key.phase() == Phase.CURRENT ? key.enter(Phase.PREVIOUS, now) : key;
        });
    }

    private Keyset each(UnaryOperator<Key> step) {
        List<Key> changed = keys.stream().map(step).toList();
        long tooMany = Math.max(0, count(changed, Phase.RETIRED) - MOST_RETIRED);
        List<Key> oldestFirst = changed.reversed().stream()
                .filter(key -> key.phase() == Phase.RETIRED)
                .limit(tooMany)
                .toList();
        return new Keyset(
                changed.stream().filter(key -> !oldestFirst.contains(key)).toList());
    }

    private Phase phase(String id) {
        return key(id).orElseThrow(() -> new IllegalStateException("the keyset has no key '" + id + "'"))
                .phase();
    }

    private Optional<Key> only(Phase phase) {
        return keys.stream().filter(key -> key.phase() == phase).findFirst();
    }

    private IllegalStateException refused(String id, String what) {
        return new IllegalStateException("the key " + id + " is " + phase(id) + " and cannot be " + what);
    }

    private static Key made(byte[] value, Phase phase, Instant now) {
        String id = KeyId.of(value);
        return new Key(id, phase, Optional.of(now), Optional.of(now), Optional.of(new Secret(value, id)));
    }

    private static long count(List<Key> keys, Phase phase) {
        return keys.stream().filter(key -> key.phase() == phase).count();
    }

    private static void demand(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("a keyset has " + what);
        }
    }
}
