package serai.secrets.routes;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How AWS Secrets Manager is reached. Credentials are those of AWS's default chain: web identity (IRSA), container,
 * instance, environment, profile.
 *
 * @param region such as {@code eu-central-1}
 * @param profile a profile of the shared configuration files; empty for the default one
 * @param endpointOverride another address than the region's, such as that of a VPC endpoint; http only on a loopback
 *     address
 * @param prefix what the names of the gateway's secrets begin with, such as {@code serai/}
 * @param connectTimeout how long to wait for a connection; 50 ms to 30 s
 * @param answerTimeout how long to wait for an answer; 50 ms to 30 s
 */
@ConfigurationProperties(prefix = "serai.secrets.aws", ignoreUnknownFields = false)
public record AwsSettings(
        @DefaultValue("") String region,
        @DefaultValue("") String profile,
        @DefaultValue("") String endpointOverride,
        @DefaultValue("serai/") String prefix,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("3s") Duration answerTimeout)
        implements BackendSettings {

    private static final String AT = "serai.secrets.aws";

    public AwsSettings {
        new Demands(AT)
                .that(region.matches("[a-z0-9-]*"), "region", "be the id of a region")
                .address(endpointOverride, "endpoint-override")
                .that(prefix.matches("[A-Za-z0-9/_+=.@-]{0,200}"), "prefix", "hold letters, digits and /_+=.@- only")
                .wait(connectTimeout, "connect-timeout")
                .wait(answerTimeout, "answer-timeout")
                .refuse();
    }

    @Override
    public String backend() {
        return "aws";
    }

    @Override
    public List<String> missing() {
        return new Demands(AT).set(region, "region").mistakes();
    }

    @Override
    public BackendClients connect() {
        return AwsClients.connect(this);
    }
}
