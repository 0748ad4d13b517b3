package serai.secrets.routes;

import java.net.URI;
import java.net.http.HttpClient;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.vault.client.RestTemplateBuilder;
import org.springframework.vault.client.VaultClients;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.web.client.RestTemplate;

/** HTTP to Vault with the JDK's client: bounded waits, no redirects, the configured trust. */
record VaultHttp(HttpClient client, VaultSettings settings) {

    static VaultHttp of(VaultSettings settings) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout());
        if (!settings.caFile().isEmpty()) {
            client.sslContext(CaFile.trusting(settings.caFile(), "serai.secrets.vault.ca-file"));
        }
        return new VaultHttp(client.build(), settings);
    }

    RestTemplateBuilder builder() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(settings.answerTimeout());
        RestTemplateBuilder builder = RestTemplateBuilder.builder()
                .endpoint(VaultEndpoint.from(URI.create(settings.address())))
                .requestFactory(requests);
        if (!settings.namespace().isEmpty()) {
            builder.customizers(template ->
                    template.getInterceptors().add(VaultClients.createNamespaceInterceptor(settings.namespace())));
        }
        return builder;
    }

    /** Requests without a session: logins, and what is asked of a token itself. */
    RestTemplate plain() {
        return builder().build();
    }

    void close() {
        client.shutdownNow();
    }
}
