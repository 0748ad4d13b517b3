package serai.secrets;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Not ready while a secret that was in use can no longer be used; says of each how it is doing. */
final class SecretHealth implements HealthIndicator {

    private final SecretStore store;

    SecretHealth(SecretStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        List<SecretStatus> statuses = store.statuses();
        boolean ready = statuses.stream()
                .allMatch(status -> status.usable() || status.version().isEmpty());
        Health.Builder health = ready ? Health.up() : Health.down();
        statuses.forEach(status -> health.withDetail(status.name(), details(status)));
        return health.build();
    }

    private static Map<String, Object> details(SecretStatus status) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("backend", status.backend());
        details.put("version", status.version());
        details.put("usable", status.usable());
        status.age().map(Duration::toSeconds).ifPresent(age -> details.put("ageSeconds", age));
        status.lastRefresh().ifPresent(time -> details.put("lastRefresh", time.toString()));
        status.nextDue().ifPresent(time -> details.put("nextDue", time.toString()));
        status.lastError().ifPresent(error -> details.put("lastError", error));
        return details;
    }
}
