package serai.secrets.routes;

import com.google.cloud.secretmanager.v1.AddSecretVersionRequest;
import com.google.cloud.secretmanager.v1.SecretName;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.protobuf.ByteString;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the request of a write: any bytes, with their checksum. */
record GcpRequest(String project) implements Processor {

    @Override
    public void process(Exchange exchange) {
        byte[] value = Values.toWrite(exchange);
        exchange.getMessage()
                .setBody(AddSecretVersionRequest.newBuilder()
                        .setParent(SecretName.of(project, Values.name(exchange)).toString())
                        .setPayload(SecretPayload.newBuilder()
                                .setData(ByteString.copyFrom(value))
                                .setDataCrc32C(GcpValue.checksum(value)))
                        .build());
    }
}
