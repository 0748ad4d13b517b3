package serai.audit;

import java.time.Clock;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.query.Home;
import serai.secrets.SecretEventQueue;
import serai.secrets.Secrets;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    KeyedHash keyedHash(Secrets secrets) {
        return new KeyedHash(secrets);
    }

    @Bean
    FileAuditLog auditLog(Home home, AuditSettings settings, KeyedHash hash, Clock clock) {
        return FileAuditLog.open(home.resolve("audit"), settings, hash, clock);
    }

    @Bean(initMethod = "begin")
    SecretRecords secretRecords(SecretEventQueue events, FileAuditLog log) {
        return new SecretRecords(events, log);
    }

    /** Without an audit log no answer can be given, so the gateway is not ready. */
    @Bean
    HealthIndicator auditHealthIndicator(FileAuditLog log) {
        return () -> (log.healthy() ? Health.up() : Health.down()).build();
    }
}
