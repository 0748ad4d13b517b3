package serai.retrieval;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.access.PolicyDecisionPoint;
import serai.audit.AuditLog;
import serai.catalog.Catalog;
import serai.query.Home;

@Configuration(proxyBeanMethods = false)
class RetrievalConfiguration {

    @Bean
    MiniLmEmbedder embedder(RetrievalSettings settings, Home home) {
        return new MiniLmEmbedder(settings, home.resolve("natives"));
    }

    /** Ready means that the first question need not wait for the model. */
    @Bean
    ApplicationRunner embedderLoaded(MiniLmEmbedder embedder) {
        return arguments -> embedder.awaitLoaded();
    }

    @Bean(initMethod = "start")
    IndexFollower indexFollower(
            Catalog catalog, VectorStore store, PolicyDecisionPoint policy, Clock clock, RetrievalSettings settings) {
        return new IndexFollower(catalog, store, policy.labels().version(), clock, settings.checkpointInterval());
    }

    @Bean
    Retriever retriever(
            Embedder embedder,
            VectorStore store,
            Catalog catalog,
            PolicyDecisionPoint policy,
            AuditLog audit,
            MeterRegistry meters,
            RetrievalSettings settings) {
        return new Retriever(embedder, store, catalog, policy, audit, meters);
    }
}
