package serai.secrets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A secret, or a field of one, as its users name it. What is made of a version is made once. */
final class UsedSecret {

    private final HeldSecret held;
    private final Reading reading;
    private volatile @Nullable Made made;

    /** What was made of a version: the current secret and others that the same value holds. */
    private record Made(Version of, Secret current, List<Secret> all) {}

    UsedSecret(HeldSecret held, SecretReference reference) {
        this.held = held;
        this.reading = reference.field().isEmpty() ? held.reading() : Reading.field(reference.field());
    }

    HeldSecret held() {
        return held;
    }

    /**
     * The current secret, or null when there is none that may be used now. No lock and no allocation, but when a version
     * is used for the first time.
     *
     * @throws SecretBackendException when the version has no such field
     */
    @Nullable
    Secret current(long nowMillis, long graceMillis) {
        Version version = held.usable(nowMillis, graceMillis);
        return version == null ? null : made(version).current();
    }

    /** The current secret, which may be used now, and all others that are still accepted; no value twice. */
    List<Secret> accepted(Version current, Instant now) {
        List<Secret> accepted = new ArrayList<>();
        Stream.concat(made(current).all().stream(), previous(now))
                .filter(secret -> accepted.stream().noneMatch(secret::isSameAs))
                .forEachOrdered(accepted::add);
        return List.copyOf(accepted);
    }

    private Stream<Secret> previous(Instant now) {
        try {
            return held.previous(now).stream().flatMap(version -> reading.of(version.stored()).stream());
        } catch (SecretBackendException e) {
            return Stream.empty();
        }
    }

    private Made made(Version version) {
        Made last = made;
        if (last != null && last.of().equals(version)) {
            return last;
        }
        List<Secret> all = reading.of(version.stored());
        Made fresh = new Made(version, all.getFirst(), all);
        made = fresh;
        return fresh;
    }
}
