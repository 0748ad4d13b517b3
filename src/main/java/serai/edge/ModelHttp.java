package serai.edge;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * The {@code httpClientConfigurer} of calls to models: an HTTP client that does one call and remembers nothing.
 *
 * <p>By default it would ask again on its own after 429 and 503, without regard to the deadline, and keep cookies from
 * one caller to the next.
 */
public final class ModelHttp implements HttpClientConfigurer {

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
    }
}
