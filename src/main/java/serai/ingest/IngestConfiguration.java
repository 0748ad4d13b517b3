package serai.ingest;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.access.PolicyDecisionPoint;
import serai.audit.AuditLog;
import serai.audit.KeyedHash;
import serai.catalog.Catalog;
import serai.query.Home;
import serai.retrieval.Embedder;

/** The beans of this package that need nothing but what other packages declare. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    Uploads uploads(IngestSettings settings) {
        return new Uploads(settings);
    }

    @Bean
    Parser parser(IngestSettings settings) {
        return new Parser(settings);
    }

    @Bean
    WriteRights writeRights(PolicyDecisionPoint policy, Clock clock) {
        return new WriteRights(policy, clock);
    }

    @Bean
    Classifier classifier(PolicyDecisionPoint policy, WriteRights rights, IngestSettings settings) {
        return new Classifier(policy.labels(), rights, settings.presets());
    }

    @Bean
    EmbeddingStep embedding(Embedder embedder, Catalog catalog) {
        return new EmbeddingStep(embedder, catalog);
    }

    @Bean
    Claims claims() {
        return new Claims();
    }

    @Bean
    ChangeLog changeLog(AuditLog audit, KeyedHash hash) {
        return new ChangeLog(audit, hash);
    }

    @Bean
    Inbox inbox(Uploads uploads, Home home, IngestSettings settings, Clock clock) {
        return new Inbox(uploads, home.resolve(settings.inbox()), settings, clock);
    }
}
