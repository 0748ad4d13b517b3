package serai.secrets.routes;

import com.google.cloud.secretmanager.v1.AccessSecretVersionResponse;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersionName;
import java.util.zip.CRC32C;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import serai.secrets.StoredSecret;

/** Reads the latest version. */
record GcpValue(SecretManagerServiceClient gcp, String project) implements Processor {

    static final String LATEST = "latest";

    @Override
    public void process(Exchange exchange) {
        AccessSecretVersionResponse answer =
                gcp.accessSecretVersion(SecretVersionName.of(project, Values.name(exchange), LATEST));
        SecretPayload payload = answer.getPayload();
        byte[] value = payload.getData().toByteArray();
        if (payload.hasDataCrc32C() && payload.getDataCrc32C() != checksum(value)) {
            throw Values.malformed("a value that differs from its checksum");
        }
        exchange.getMessage().setBody(new StoredSecret(value, GcpVersion.id(answer.getName())));
    }

    static long checksum(byte[] value) {
        CRC32C checksum = new CRC32C();
        checksum.update(value);
        return checksum.getValue();
    }
}
