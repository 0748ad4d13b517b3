package serai.retrieval.lucene;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.query.Home;
import serai.retrieval.RetrievalSettings;

@Configuration(proxyBeanMethods = false)
class LuceneConfiguration {

    @Bean
    LuceneVectorStore vectorStore(Home home, RetrievalSettings settings) {
        return LuceneVectorStore.open(home.resolve("index"), settings.exactScanLimit());
    }
}
