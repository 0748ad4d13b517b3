package serai.secrets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import serai.secrets.Keyset.Phase;
import serai.secrets.RotationStatus.Stage;

/**
 * Takes secrets from one value to the next, one write at a time.
 *
 * <p>Of a generated key, all there is to know stands in the backend's value, so any replica goes on where another one
 * stopped. Between two steps it waits until every replica knows of the first: replicas that write at once lose at most a
 * pending key, which nobody has used. Safe for use by many threads, which take turns.
 */
public final class Rotation {

    /** A rotation that somebody aborted does not begin again by itself for this long. */
    private static final Duration REST = Duration.ofDays(1);

    private final SecretBackend backend;
    private final BackendKeysets keysets;
    private final Secrets secrets;
    private final Map<String, RotationPlan> plans;
    private final RotationTimes times;
    private final KeyUse use;
    private final SecretEvents events;
    private final Clock clock;

    /**
     * @param backend where the secrets are written
     * @param secrets what the gateway uses: told to read again what changed outside of it
     * @param plans by the name of the secret; any other is rotated by somebody else
     */
    public Rotation(
            SecretBackend backend,
            Secrets secrets,
            Map<String, RotationPlan> plans,
            RotationTimes times,
            KeyUse use,
            SecretEvents events,
            Clock clock) {
        this.backend = backend;
        this.keysets = new BackendKeysets(backend, clock);
        this.secrets = secrets;
        this.plans = new TreeMap<>(plans);
        this.times = times;
        this.use = use;
        this.events = events;
        this.clock = clock;
    }

    /** The secrets that have a plan, sorted. */
    public Set<String> names() {
        return plans.keySet();
    }

    /**
     * Begins the rotation of a secret; when that of a generated key has begun already, nothing.
     *
     * @throws SecretBackendException when the backend does not do its part
     * @throws IllegalStateException when too many of its keys are still in use
     */
    public synchronized RotationStatus start(String secret) {
        RotationPlan plan = plan(secret);
        return switch (plan.kind()) {
            case GENERATED -> {
                byte[] fresh = plan.hook().fresh(secret);
                yield change(
                        secret, keyset -> keyset.pending().isPresent() ? keyset : keyset.begin(fresh, clock.instant()));
            }
            case HOOKED -> replace(secret, plan);
            case EXTERNAL -> {
                // A name of nothing fails here, before it counts as a secret in use.
                backend.describe(secret);
                secrets.renewed(secret, secrets.get(secret));
                yield status(secret);
            }
        };
    }

    /** Takes the next step if it is due, and begins a rotation when the secret has reached the age for it. */
    public synchronized RotationStatus resume(String secret) {
        RotationPlan plan = plan(secret);
        if (plan.kind() == SecretKind.GENERATED) {
            RotationStatus stepped = change(secret, keyset -> next(secret, keyset));
            return isOld(stepped, plan) ? start(secret) : stepped;
        }
        RotationStatus present = status(secret);
        return plan.kind() == SecretKind.HOOKED && isOld(present, plan) ? start(secret) : present;
    }

    /**
     * Undoes the rotation to a version of a generated key, see {@link RotationStatus#underWay()}; done again, it changes
     * nothing. What was made with the version stays readable.
     *
     * @throws IllegalStateException when the key before it is retired, or the secret is none that the gateway makes
     */
    public synchronized RotationStatus abort(String secret, String version) {
        if (plan(secret).kind() != SecretKind.GENERATED) {
            throw new IllegalStateException(
                    "'" + secret + "' is not a key that the gateway makes: store its earlier value in the backend");
        }
        return change(secret, keyset -> keyset.abort(version, clock.instant()));
    }

    /** How far the rotation has come, read from the backend now. */
    public RotationStatus status(String secret) {
        RotationPlan plan = plan(secret);
        if (plan.kind() == SecretKind.GENERATED) {
            return status(secret, plan, keysets.read(secret));
        }
        SecretDescription now = backend.describe(secret);
        Stage current = new Stage(now.version(), Phase.CURRENT, now.created(), now.created());
        return new RotationStatus(secret, plan.kind(), List.of(current), begins(List.of(current), plan));
    }

    private RotationStatus status(String secret, RotationPlan plan, Keyset keyset) {
        List<Stage> stages = keyset.keys().stream()
                .map(key -> new Stage(key.id(), key.phase(), key.created(), key.since()))
                .toList();
        Optional<Instant> due = Stream.concat(
                        stages.stream().flatMap(stage -> due(stage).stream()), begins(stages, plan).stream())
                .min(Instant::compareTo);
        return new RotationStatus(secret, plan.kind(), stages, due);
    }

    private Optional<Instant> due(Stage stage) {
        Instant since = stage.since().orElse(Instant.EPOCH);
        return switch (stage.phase()) {
            case PENDING -> Optional.of(since.plus(times.settle()));
            case PREVIOUS -> Optional.of(since.plus(times.untilRetired()));
            case CURRENT, RETIRED -> Optional.empty();
        };
    }

    /**
     * When a rotation begins by itself: none is under way, the version is old enough, and nothing was undone of late. A key
     * of unknown age is old enough, as the next one has a date; a secret whose backend tells no dates never is.
     */
    private static Optional<Instant> begins(List<Stage> stages, RotationPlan plan) {
        if (plan.every().isEmpty() || stages.stream().anyMatch(stage -> stage.phase() == Phase.PENDING)) {
            return Optional.empty();
        }
        Duration age = plan.every().get();
        Duration rest = age.compareTo(REST) < 0 ? age : REST;
        Optional<Instant> old = stages.stream()
                .filter(stage -> stage.phase() == Phase.CURRENT)
                .flatMap(stage -> stage.created().stream())
                .findFirst();
        if (plan.kind() == SecretKind.GENERATED) {
            old = Optional.of(old.orElse(Instant.EPOCH));
        }
        return old.map(created -> stages.stream()
                .flatMap(stage -> stage.since().stream().map(since -> since.plus(rest)))
                .reduce(created.plus(age), (one, other) -> one.isAfter(other) ? one : other));
    }

    private Keyset next(String secret, Keyset keyset) {
        Instant now = clock.instant();
        Optional<Keyset.Key> pending = keyset.pending();
        if (pending.isPresent()) {
            return isOver(pending.get(), times.settle(), now)
                    ? keyset.promote(pending.get().id(), now)
                    : keyset;
        }
        return keyset.keys().stream()
                .filter(key -> key.phase() == Phase.PREVIOUS && isOver(key, times.untilRetired(), now))
                .filter(key -> !use.stillNeeded(secret, key.id()))
                .findFirst()
                .map(key -> keyset.retire(key.id(), now))
                .orElse(keyset);
    }

    private static boolean isOver(Keyset.Key key, Duration wait, Instant now) {
        return !key.since().orElse(Instant.EPOCH).plus(wait).isAfter(now);
    }

    private boolean isOld(RotationStatus status, RotationPlan plan) {
        return begins(status.stages(), plan)
                .filter(begin -> !begin.isAfter(clock.instant()))
                .isPresent();
    }

    private RotationStatus change(String secret, UnaryOperator<Keyset> step) {
        BackendKeysets.Change change = keysets.change(secret, step);
        change.after().keys().stream()
                .filter(key -> phase(change.before(), key.id()) != key.phase())
                .forEach(key -> tell(secret, key.id(), key.phase()));
        return status(secret, plan(secret), change.after());
    }

    private static @Nullable Phase phase(Keyset keyset, String id) {
        return keyset.key(id).map(Keyset.Key::phase).orElse(null);
    }

    private RotationStatus replace(String secret, RotationPlan plan) {
        String version = backend.describe(secret).version();
        byte[] fresh = plan.hook().fresh(secret);
        if (backend.describe(secret).version().equals(version)) {
            tell(secret, backend.write(secret, fresh), Phase.CURRENT);
        }
        secrets.renewed(secret, secrets.get(secret));
        return status(secret);
    }

    private void tell(String secret, String version, Phase phase) {
        events.happened(new SecretEvent(SecretEvent.Kind.ROTATION, secret, backend.name(), version, phase.word()));
    }

    private RotationPlan plan(String secret) {
        return plans.getOrDefault(secret, RotationPlan.external());
    }
}
