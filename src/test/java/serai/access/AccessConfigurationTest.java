package serai.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.audit.AuditLog;
import serai.audit.AuditReceipt;
import serai.audit.KeyedHash;
import serai.query.SubjectMapper;
import serai.secrets.Secret;

class AccessConfigurationTest {

    private final ApplicationContextRunner gateway =
            new ApplicationContextRunner().withUserConfiguration(Surroundings.class, AccessConfiguration.class);

    @Test
    void bringsTheGateUnderTheNameThatRoutesUse() {
        gateway.run(context -> assertThat(context)
                .hasNotFailed()
                .hasBean("accessGate")
                .hasSingleBean(PolicyDecisionPoint.class)
                .hasSingleBean(SubjectMapper.class)
                .hasSingleBean(LabelSchema.class));
    }

    @Test
    void doesNotStartWithAPolicyThatHasAMistake(@TempDir Path directory) throws Exception {
        String policy = Files.readString(Path.of("config/policies/documents.yaml"));
        Files.writeString(directory.resolve("documents.yaml"), policy.replace("user.clearance", "user.clearence"));

        gateway.withPropertyValues("serai.access.policies=" + directory)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(PolicyException.class)
                        .hasMessageContaining("rule 'clearance': line 1, column 1: there is no user.clearence"));
    }

    @Test
    void refusesAnUnknownSetting() {
        gateway.withPropertyValues("serai.access.policy=elsewhere")
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AccessSettings.class)
    static class Surroundings {

        @Bean
        AuditLog audit() {
            return event -> new AuditReceipt("receipt", 0, "00");
        }

        @Bean
        KeyedHash hash() {
            return new KeyedHash(name -> new Secret("key".getBytes(StandardCharsets.UTF_8), "1"));
        }
    }
}
