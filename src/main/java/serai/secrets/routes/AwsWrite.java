package serai.secrets.routes;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;

/** Makes the requests of a write, text as text and other bytes as bytes, and takes the version from the answer. */
enum AwsWrite implements Processor {
    /** A new version of a secret that there is. */
    PUT {
        @Override
        Object next(Exchange exchange) {
            byte[] value = Values.toWrite(exchange);
            PutSecretValueRequest.Builder put = PutSecretValueRequest.builder().secretId(Values.name(exchange));
            return Values.text(value)
                    .map(put::secretString)
                    .orElseGet(() -> put.secretBinary(SdkBytes.fromByteArray(value)))
                    .build();
        }
    },
    /** The same for a secret that there is not. */
    CREATE {
        @Override
        Object next(Exchange exchange) {
            PutSecretValueRequest put = exchange.getMessage().getBody(PutSecretValueRequest.class);
            return CreateSecretRequest.builder()
                    .name(put.secretId())
                    .secretString(put.secretString())
                    .secretBinary(put.secretBinary())
                    .build();
        }
    },
    /** What either made. */
    VERSION {
        @Override
        Object next(Exchange exchange) {
            Object answer = exchange.getMessage().getBody();
            return answer instanceof PutSecretValueResponse put
                    ? put.versionId()
                    : ((CreateSecretResponse) answer).versionId();
        }
    };

    abstract Object next(Exchange exchange);

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(next(exchange));
    }
}
