package serai.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.audit.AuditLog;
import serai.audit.KeyedHash;
import serai.query.SubjectMapper;

/** The policy and what depends on it. A policy with a mistake keeps the gateway from starting. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    Policy policy(AccessSettings settings) {
        return PolicyDirectory.load(settings.policies());
    }

    @Bean
    LabelSchema labelSchema(Policy policy) {
        return policy.labels();
    }

    @Bean
    SubjectMapper subjectMapper(Policy policy) {
        return policy.subjects();
    }

    @Bean
    PolicyExplainer policyExplainer(Policy policy) {
        return new PolicyExplainer(policy);
    }

    @Bean
    AccessGate accessGate(PolicyDecisionPoint policy, AuditLog audit, KeyedHash hash) {
        return new AccessGate(policy, audit, hash);
    }
}
