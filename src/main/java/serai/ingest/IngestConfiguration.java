package serai.ingest;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.access.PolicyDecisionPoint;
import serai.audit.AuditLog;
import serai.audit.KeyedHash;
import serai.catalog.Catalog;
import serai.privacy.PrivacyEngine;
import serai.query.Home;
import serai.retrieval.Embedder;
import serai.retrieval.IndexFollower;
import serai.retrieval.TokenCounter;

/** The beans of this package. */
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
    Inspector inspector(TokenCounter tokens, PrivacyEngine privacy, IngestSettings settings) {
        Chunker chunker = new Chunker(tokens::tokens, settings.passageTokens(), settings.overlapTokens());
        return new Inspector(chunker, privacy::find, settings.maxPassages());
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
    IndexStep index(Catalog catalog, ChangeLog log, WriteRights rights, Claims claims, IndexFollower follower) {
        return new IndexStep(catalog, log, rights, claims, follower::awaitRevision);
    }

    @Bean
    Documents documents(
            Catalog catalog,
            PolicyDecisionPoint policy,
            ChangeLog log,
            WriteRights rights,
            Claims claims,
            IndexFollower follower) {
        return new Documents(catalog, policy.labels(), log, rights, claims, follower::awaitRevision);
    }

    @Bean
    Inbox inbox(Uploads uploads, Home home, IngestSettings settings, Clock clock) {
        return new Inbox(uploads, home.resolve(settings.inbox()), settings, clock);
    }
}
