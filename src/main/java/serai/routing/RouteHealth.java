package serai.routing;

import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Not ready while the route files on disk are not what serves, or while there are none. */
final class RouteHealth implements HealthIndicator {

    private static final int MOST_FINDINGS = 10;

    private final Supplier<RouteGuard.State> state;

    RouteHealth(Supplier<RouteGuard.State> state) {
        this.state = state;
    }

    @Override
    public Health health() {
        RouteGuard.State now = state.get();
        Health.Builder health = now.inSync() ? Health.up() : Health.down();
        return health.withDetail("files", now.files())
                .withDetail(
                        "findings",
                        now.findings().stream()
                                .limit(MOST_FINDINGS)
                                .map(Finding::toString)
                                .toList())
                .build();
    }
}
