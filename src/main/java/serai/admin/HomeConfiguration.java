package serai.admin;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.query.Home;

/** The home of the running gateway. */
@Configuration(proxyBeanMethods = false)
class HomeConfiguration {

    @Bean
    HomeLock homeLock(@Value("${serai.home:data}") Path directory) {
        return HomeLock.acquire(directory);
    }

    @Bean
    Home home(HomeLock lock) {
        return lock.home();
    }
}
