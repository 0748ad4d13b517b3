package serai.admin;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The gateway: every package brings its own beans. */
@SpringBootApplication(scanBasePackages = "serai", proxyBeanMethods = false)
@ConfigurationPropertiesScan("serai")
public class SeraiApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
