package serai.retrieval.lucene;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.query.Home;

@Configuration(proxyBeanMethods = false)
class LuceneConfiguration {

    @Bean
    LuceneVectorStore vectorStore(Home home) {
        return LuceneVectorStore.open(home.resolve("index"));
    }
}
