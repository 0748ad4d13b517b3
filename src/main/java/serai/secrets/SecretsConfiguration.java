package serai.secrets;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {

    private static final int SECONDS_BETWEEN_TICKS = 1;
    private static final int SECONDS_BETWEEN_POLLS = 3;

    @Bean
    SecretEventQueue secretEvents() {
        return new SecretEventQueue();
    }

    @Bean
    BackendOpener backendOpener(@Value("${serai.home:data}") Path home, ObjectProvider<BackendFactory> others) {
        return new BackendOpener(home, System.getenv(), Optional.ofNullable(others.getIfAvailable()));
    }

    /** Reads every key of the gateway at once, so that a key that cannot be had keeps it from starting. */
    @Bean
    SecretStore secrets(
            SecretsSettings settings,
            BackendOpener opener,
            SecretEventQueue events,
            Clock clock,
            ConfigurableEnvironment environment,
            @Value("${serai.home:data}") Path home) {
        Executor flights = work -> Thread.ofVirtual().name("secret").start(work);
        Backends backends = opener.open(settings, Binder.get(environment));
        SecretStore store = new SecretStore(
                settings,
                backends,
                events,
                clock,
                flights,
                () -> ThreadLocalRandom.current().nextDouble());
        try {
            new KeyStart(store, home, clock, SecretsConfiguration::pause).run(settings.startTimeout());
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Bean
    SecretSchedule secretSchedule(
            SecretStore store, BackendOpener opener, ConfigurableEnvironment environment, SecretMetrics metrics) {
        Map<String, Object> applied = SettingsSource.section(Binder.get(environment));
        SettingsPoll poll = new SettingsPoll(SettingsSource.of(environment), opener, store, applied);
        SecretSchedule schedule = new SecretSchedule();
        schedule.every(SECONDS_BETWEEN_TICKS, store::tick);
        schedule.every(SECONDS_BETWEEN_TICKS, metrics::update);
        schedule.every(SECONDS_BETWEEN_POLLS, poll::poll);
        return schedule;
    }

    @Bean
    SecretMetrics secretMetrics(SecretStore store, MeterRegistry registry) {
        return new SecretMetrics(store, registry);
    }

    @Bean
    HealthIndicator secretsHealthIndicator(SecretStore store) {
        return new SecretHealth(store);
    }

    @Bean
    SecretText secretText(SecretStore store) {
        return new SecretText(store);
    }

    private static void pause(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SecretUnavailableException("interrupted while waiting for the backend of the secrets", e);
        }
    }
}
