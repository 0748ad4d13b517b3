package serai.secrets;

import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Meters of each secret, tagged {@code secret} and {@code backend}. Used by one thread; read by any. */
final class SecretMetrics {

    private final SecretStore store;
    private final MeterRegistry registry;
    private final Map<String, Metered> metered = new HashMap<>();

    private record Metered(String backend, List<Meter> meters) {}

    SecretMetrics(SecretStore store, MeterRegistry registry) {
        this.store = store;
        this.registry = registry;
    }

    /** Follows secrets that came into use, or to another backend, or were forgotten. */
    void update() {
        List<SecretStatus> statuses = store.statuses();
        Set<String> present = statuses.stream().map(SecretStatus::name).collect(toSet());
        metered.entrySet().removeIf(old -> {
            boolean forgotten = !present.contains(old.getKey());
            old.getValue().meters().stream().filter(meter -> forgotten).forEach(registry::remove);
            return forgotten;
        });
        statuses.forEach(status -> {
            Metered known = metered.get(status.name());
            if (known == null || !known.backend().equals(status.backend())) {
                Optional.ofNullable(known).ifPresent(old -> old.meters().forEach(registry::remove));
                metered.put(status.name(), new Metered(status.backend(), meters(status)));
            }
        });
    }

    private List<Meter> meters(SecretStatus status) {
        String name = status.name();
        Tags tags = Tags.of("secret", name, "backend", status.backend());
        return List.of(
                gauge(
                        "age.seconds",
                        "Since the version in use was made",
                        tags,
                        name,
                        of -> of.age().map(Duration::toSeconds)),
                gauge(
                        "last.refresh.timestamp.seconds",
                        "When the backend last confirmed it",
                        tags,
                        name,
                        of -> of.lastRefresh().map(Instant::getEpochSecond)),
                gauge(
                        "next.due.timestamp.seconds",
                        "When the backend will be asked again",
                        tags,
                        name,
                        of -> of.nextDue().map(Instant::getEpochSecond)),
                gauge(
                        "expires.timestamp.seconds",
                        "When it ends",
                        tags,
                        name,
                        of -> of.expires().map(Instant::getEpochSecond)),
                gauge("usable", "1 when it can be used", tags, name, of -> Optional.of(of.usable() ? 1L : 0L)),
                gauge(
                        "findings",
                        "What somebody has to see to",
                        tags,
                        name,
                        of -> Optional.of((long) of.findings().size())),
                FunctionCounter.builder(
                                "serai.secrets.refresh.failures",
                                store,
                                of -> value(name, now -> Optional.of(now.failures())))
                        .description("Failed attempts to read it")
                        .tags(tags)
                        .register(registry));
    }

    private Meter gauge(
            String meter, String description, Tags tags, String secret, Function<SecretStatus, Optional<Long>> figure) {
        return Gauge.builder("serai.secrets." + meter, store, of -> value(secret, figure))
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private double value(String secret, Function<SecretStatus, Optional<Long>> figure) {
        return store.status(secret).flatMap(figure).map(Long::doubleValue).orElse(Double.NaN);
    }
}
