package serai.admin;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.query.Home;

/** The home of the running gateway. */
@Configuration(proxyBeanMethods = false)
class HomeConfiguration {

    @Bean
    HomeLock homeLock(HomeSettings settings) {
        return HomeLock.acquire(settings.home());
    }

    @Bean
    Home home(HomeLock lock) {
        return lock.home();
    }
}
