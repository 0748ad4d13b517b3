package serai.secrets.routes;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Google Secret Manager is reached. Credentials are the application default ones: workload identity, the metadata
 * server, or the file that {@code GOOGLE_APPLICATION_CREDENTIALS} names.
 *
 * @param project the id of the project
 * @param prefix what the names of the gateway's secrets begin with, such as {@code serai-}
 * @param endpoint {@code HOST:PORT} of a regional or private endpoint; empty for the global one
 * @param connectTimeout how long to wait for a connection; 50 ms to 30 s
 * @param answerTimeout how long to wait for an answer after that; 50 ms to 30 s
 */
@ConfigurationProperties(prefix = "serai.secrets.gcp", ignoreUnknownFields = false)
public record GcpSettings(
        @DefaultValue("") String project,
        @DefaultValue("serai-") String prefix,
        @DefaultValue("") String endpoint,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("3s") Duration answerTimeout)
        implements BackendSettings {

    private static final String AT = "serai.secrets.gcp";

    public GcpSettings {
        new Demands(AT)
                .that(project.matches("[a-z0-9:.-]*"), "project", "be the id of a project")
                .that(prefix.matches("[A-Za-z0-9_-]{0,100}"), "prefix", "hold letters, digits, _ and - only")
                .that(endpoint.isEmpty() || endpoint.matches("[A-Za-z0-9.-]+:\\d{1,5}"), "endpoint", "be HOST:PORT")
                .wait(connectTimeout, "connect-timeout")
                .wait(answerTimeout, "answer-timeout")
                .refuse();
    }

    @Override
    public String backend() {
        return "gcp";
    }

    @Override
    public List<String> missing() {
        return new Demands(AT).set(project, "project").mistakes();
    }

    @Override
    public BackendClients connect() {
        return GcpClients.connect(this);
    }
}
