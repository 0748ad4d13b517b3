package serai.secrets.routes;

import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.cloud.secretmanager.v1.SecretVersionName;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import serai.secrets.SecretDescription;

/** Asks for the metadata of the latest version. */
record GcpDescription(SecretManagerServiceClient gcp, String project) implements Processor {

    @Override
    public void process(Exchange exchange) {
        SecretVersion version =
                gcp.getSecretVersion(SecretVersionName.of(project, Values.name(exchange), GcpValue.LATEST));
        if (version.getState() != SecretVersion.State.ENABLED) {
            throw Values.missing("the latest version is not enabled");
        }
        Optional<Instant> created = version.hasCreateTime()
                ? Optional.of(Instant.ofEpochSecond(
                        version.getCreateTime().getSeconds(),
                        version.getCreateTime().getNanos()))
                : Optional.empty();
        exchange.getMessage()
                .setBody(new SecretDescription(GcpVersion.id(version.getName()), created, Optional.empty()));
    }
}
