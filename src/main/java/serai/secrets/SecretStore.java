package serai.secrets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import serai.secrets.SecretBackendException.Reason;
import serai.secrets.SecretEvent.Kind;

/**
 * The secrets in use, in memory, kept up to date in the background.
 *
 * <p>The first use of a secret waits for the backend; from then on {@link #get} is a lookup. Each secret has at most one
 * call to its backend under way. When a backend fails, the last version that it confirmed stays in use for the grace;
 * after that, asking for it fails with the reason. Safe for use by many threads.
 */
public final class SecretStore implements Secrets, SecretStatuses, AutoCloseable {

    /** The names come from the settings and from routes; so many are a mistake. */
    static final int MOST_SECRETS = 1_000;

    private static final Duration BETWEEN_FORCED = Duration.ofSeconds(2);
    private static final double JITTER = 0.1;

    /** A name that was asked for once, perhaps mistyped, is no finding for ever. */
    private static final Duration UNTIL_FORGOTTEN = Duration.ofMinutes(10);

    private final SecretEvents events;
    private final Clock clock;
    private final Executor flights;
    private final DoubleSupplier random;
    private final ConcurrentMap<String, UsedSecret> used = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, HeldSecret> held = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> reported = new ConcurrentHashMap<>();
    private volatile Backends backends;
    private volatile SecretsSettings settings;
    private volatile long graceMillis;

    /**
     * @param flights runs the calls to backends; a thread of its own for each, so that a slow one delays no other
     * @param random 0 to 1, spreads the calls
     */
    SecretStore(
            SecretsSettings settings,
            Backends backends,
            SecretEvents events,
            Clock clock,
            Executor flights,
            DoubleSupplier random) {
        this.settings = settings;
        this.graceMillis = settings.grace().toMillis();
        this.backends = backends;
        this.events = events;
        this.clock = clock;
        this.flights = flights;
        this.random = random;
    }

    @Override
    public Secret get(String name) {
        UsedSecret secret = used.get(name);
        Secret current = secret == null ? null : current(name, secret);
        return current == null ? load(name) : current;
    }

    /** Null when there is none that may be used now. */
    private @Nullable Secret current(String name, UsedSecret secret) {
        try {
            return secret.current(clock.millis(), graceMillis);
        } catch (SecretBackendException e) {
            throw unavailable(name, e.getMessage(), e);
        }
    }

    @Override
    public List<Secret> accepted(String name) {
        get(name);
        UsedSecret secret = used(name);
        Version version = secret.held().usable(clock.millis(), graceMillis);
        return version == null ? List.of(get(name)) : secret.accepted(version, clock.instant());
    }

    @Override
    public Secret renewed(String name, Secret rejected) {
        Secret current = get(name);
        HeldSecret secret = used(name).held();
        // The flight that was under way may have asked before the rotation, so a second one may follow.
        for (int i = 0; i < 2 && current.isSameAs(rejected); i++) {
            await(secret.fly(flights, () -> forcedRefresh(secret)));
            current = get(name);
        }
        return current;
    }

    /**
     * Makes a value the current version, in the backend that holds the secret or else in the first, and in use here.
     *
     * @return the new version
     * @throws SecretBackendException when the backend does not take it
     */
    public String write(String name, byte[] value) {
        HeldSecret secret = used(name).held();
        String version = call(present -> present.write(place(present, secret), name, value));
        secret.makeDue();
        await(secret.fly(flights, () -> refresh(secret, true)));
        return version;
    }

    /** Writes a value without using it yet: another replica may do the same, and the last one counts. */
    void plant(String name, byte[] value) {
        call(present -> present.write("", name, value));
        used(name).held().makeDue();
    }

    /** The backend that holds a secret now, which need not be the one that held it before; empty when none does. */
    private String place(Backends present, HeldSecret secret) {
        try {
            return ask(present, secret.name(), secret.version()).backend();
        } catch (SecretBackendException e) {
            if (e.reason() == Reason.MISSING) {
                return "";
            }
            throw e;
        }
    }

    /** The backends as one, asked and written to without what is held here; follows a change of the settings. */
    public SecretBackend backend() {
        return new PresentBackends(this);
    }

    boolean asks(String backend) {
        return backends.has(backend);
    }

    String firstBackend() {
        return backends.first();
    }

    Optional<Version> held(String name) {
        return Optional.ofNullable(held.get(name)).flatMap(HeldSecret::version);
    }

    /** What the backends say now; {@code known} is given back if it is current. */
    Version ask(String name, Optional<Version> known) {
        return call(present -> ask(present, name, known));
    }

    private Version ask(Backends present, String name, Optional<Version> known) {
        Version found = present.ask(name, known, false, clock.instant());
        HeldSecret secret = held.get(name);
        if (secret != null) {
            secret.demandOwn(found, present);
        }
        return found;
    }

    /** The first use, or one after the grace: waits for the backend if it may be asked now. */
    private Secret load(String name) {
        UsedSecret secret = used(name);
        if (secret.held().isDue(clock.instant())) {
            await(secret.held().fly(flights, () -> refreshIfDue(secret.held())));
        }
        Secret current = current(name, secret);
        if (current == null) {
            throw unavailable(secret.held());
        }
        return current;
    }

    private UsedSecret used(String name) {
        UsedSecret known = used.get(name);
        if (known != null) {
            return known;
        }
        return used(name, SecretReference.parse(name));
    }

    private synchronized UsedSecret used(String name, SecretReference reference) {
        if (used.size() >= MOST_SECRETS) {
            forget(secret -> secret.version().isEmpty());
        }
        if (used.size() >= MOST_SECRETS) {
            throw unavailable(reference.name(), "more than " + MOST_SECRETS + " secrets are in use", null);
        }
        HeldSecret secret = held.computeIfAbsent(reference.name(), HeldSecret::new);
        return used.computeIfAbsent(name, ignored -> new UsedSecret(secret, reference));
    }

    private synchronized void forget(Predicate<HeldSecret> forgotten) {
        held.values().removeIf(forgotten);
        used.values().removeIf(one -> held.get(one.held().name()) != one.held());
    }

    /** Begins the calls that are due, and reports what has become too old. Called about once a second. */
    void tick() {
        Instant now = clock.instant();
        for (HeldSecret secret : held.values()) {
            if (secret.version().isPresent()) {
                if (secret.isDue(now)) {
                    secret.fly(flights, () -> refreshIfDue(secret));
                }
                reportAge(secret, now);
            }
        }
        forget(secret -> secret.wasNeverThere(now.minus(UNTIL_FORGOTTEN)));
    }

    private void refreshIfDue(HeldSecret secret) {
        if (secret.isDue(clock.instant())) {
            refresh(secret, false);
        }
    }

    private void forcedRefresh(HeldSecret secret) {
        Instant now = clock.instant();
        if (secret.mayForce(now, BETWEEN_FORCED)) {
            secret.noteForced(now);
            refresh(secret, true);
        }
    }

    private void refresh(HeldSecret secret, boolean forced) {
        try {
            Optional<Version> usable = Optional.ofNullable(secret.usable(clock.millis(), graceMillis));
            call(present -> {
                Optional<Version> holdable = usable.filter(version -> present.has(version.backend()));
                Version found = present.ask(secret.name(), holdable, forced, clock.instant());
                confirm(secret, found, present);
                return found;
            });
        } catch (SecretBackendException e) {
            fail(secret, e);
        } catch (RuntimeException e) {
            // Its message is not ours, so it may quote anything.
            fail(
                    secret,
                    new SecretBackendException(
                            Reason.UNREACHABLE,
                            "the backend failed with " + e.getClass().getSimpleName()));
        }
    }

    private void confirm(HeldSecret secret, Version found, Backends by) {
        Instant now = clock.instant();
        String before = secret.version().map(Version::backend).orElse("");
        Duration wait = HeldSecret.times(settings.refresh(), jitter());
        if (!secret.confirm(found, by, now, now.plus(wait), settings.overlap())) {
            return;
        }
        tell(Kind.NEW_VERSION, secret, found, "");
        String first = backends.first();
        if (!found.backend().equals(first) && !found.backend().equals(before)) {
            tell(Kind.FALLBACK, secret, found, "in place of " + first);
        }
    }

    private void fail(HeldSecret secret, SecretBackendException e) {
        boolean news = secret.fail(e, clock.instant(), settings.refresh(), jitter());
        // A key that is not there yet is about to be made.
        boolean firstStart = ProductKeys.has(secret.name())
                && e.reason() == Reason.MISSING
                && secret.version().isEmpty();
        if (news && !firstStart) {
            events.happened(new SecretEvent(
                    Kind.FAILURE,
                    secret.name(),
                    secret.version().map(Version::backend).orElse(backends.first()),
                    secret.version().map(Version::id).orElse(""),
                    e.reason().name().toLowerCase(Locale.ROOT)));
        }
    }

    private void reportAge(HeldSecret secret, Instant now) {
        Optional<Version> version = secret.version();
        if (version.isEmpty() || version.get().id().equals(reported.get(secret.name()))) {
            return;
        }
        List<SecretFinding> findings = SecretFinding.ofAge(secret.name(), version.get(), now, settings.maxAge());
        if (!findings.isEmpty()) {
            reported.put(secret.name(), version.get().id());
            tell(Kind.OVERDUE, secret, version.get(), findings.getFirst().kind().word());
        }
    }

    private void tell(Kind kind, HeldSecret secret, Version version, String detail) {
        events.happened(new SecretEvent(kind, secret.name(), version.backend(), version.id(), detail));
    }

    /** Swaps settings and backends; what is held stays in use until the new backends have answered, or for the grace. */
    void change(SecretsSettings newSettings, Backends newBackends) {
        Backends old = backends;
        settings = newSettings;
        graceMillis = newSettings.grace().toMillis();
        backends = newBackends;
        old.retire();
        held.values().forEach(HeldSecret::makeDue);
        tick();
    }

    private interface Call<T> {
        T on(Backends backends);
    }

    /** The backends may be swapped between taking and entering them. */
    private <T> T call(Call<T> call) {
        Backends present = backends;
        while (!present.enter()) {
            if (present == backends) {
                throw new SecretBackendException(Reason.UNREACHABLE, "the gateway is stopping");
            }
            present = backends;
        }
        try {
            return call.on(present);
        } finally {
            present.leave();
        }
    }

    private double jitter() {
        return 1 - JITTER + 2 * JITTER * random.getAsDouble();
    }

    private void await(Flight flight) {
        flight.await(settings.startTimeout());
    }

    @Override
    public List<SecretStatus> statuses() {
        return held.keySet().stream()
                .sorted()
                .map(this::status)
                .flatMap(Optional::stream)
                .toList();
    }

    /** How one of them is doing, if it was asked for. */
    public Optional<SecretStatus> status(String name) {
        return Optional.ofNullable(held.get(name))
                .map(secret -> SecretStatus.of(secret, clock.instant(), settings, backends.first()));
    }

    /** Why asking for a secret failed last, if it did. */
    Optional<Reason> failure(String name) {
        return Optional.ofNullable(held.get(name))
                .flatMap(secret -> secret.progress().failure())
                .map(HeldSecret.Failure::reason);
    }

    private SecretUnavailableException unavailable(HeldSecret secret) {
        String reason = secret.progress()
                .failure()
                .map(HeldSecret.Failure::message)
                .orElse("the backend did not answer within " + settings.startTimeout());
        String stale = secret.version().isPresent() ? "; the last good value is older than serai.secrets.grace" : "";
        return unavailable(secret.name(), reason + stale, null);
    }

    private SecretUnavailableException unavailable(
            String name, @Nullable String reason, @Nullable SecretBackendException cause) {
        return new SecretUnavailableException(
                "the secret '" + name + "' cannot be had from " + backends.names() + ": " + reason, cause);
    }

    /** Closes the backends once their calls have returned. */
    @Override
    public void close() {
        backends.retire();
    }
}
