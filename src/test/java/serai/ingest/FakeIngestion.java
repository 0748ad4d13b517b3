package serai.ingest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.catalog.Catalog;

/** The ingestion steps over fakes, as beans. */
@Configuration(proxyBeanMethods = false)
public class FakeIngestion {

    private final IngestFixture fixture = new IngestFixture();

    @Bean
    Uploads uploads() {
        return fixture.uploads;
    }

    @Bean
    Parser parser() {
        return fixture.parser;
    }

    @Bean
    Classifier classifier() {
        return fixture.classifier;
    }

    @Bean
    Inspector inspector() {
        return fixture.inspector;
    }

    @Bean
    EmbeddingStep embedding() {
        return fixture.embedding;
    }

    @Bean
    IndexStep index() {
        return fixture.index;
    }

    @Bean
    Catalog catalog() {
        return fixture.catalog;
    }

    @Bean
    Documents documents() {
        return fixture.documents;
    }
}
