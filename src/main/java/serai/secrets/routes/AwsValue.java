package serai.secrets.routes;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.aws.secretsmanager.SecretsManagerConstants;
import serai.secrets.StoredSecret;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** Takes what the component read, or reads bytes itself: the component passes text only. */
final class AwsValue implements Processor {

    private final SecretsManagerClient aws;

    AwsValue(SecretsManagerClient aws) {
        this.aws = aws;
    }

    @Override
    public void process(Exchange exchange) {
        String version = exchange.getMessage().getHeader(SecretsManagerConstants.SECRET_VERSION_ID, String.class);
        exchange.getMessage()
                .setBody(
                        exchange.getMessage().getBody() instanceof String text && version != null
                                ? Values.stored(text, version)
                                : bytes(Values.name(exchange)));
    }

    private StoredSecret bytes(String name) {
        GetSecretValueResponse answer = aws.getSecretValue(request -> request.secretId(name));
        SdkBytes bytes = answer.secretBinary();
        if (bytes == null || answer.versionId() == null) {
            throw Values.malformed("no value, or no version");
        }
        return new StoredSecret(bytes.asByteArray(), answer.versionId());
    }
}
