package serai.secrets.routes;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.cloud.secretmanager.v1.ProjectName;
import com.google.cloud.secretmanager.v1.Replication;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes a secret without versions, unless another replica was faster. */
record GcpCreate(SecretManagerServiceClient gcp, String project) implements Processor {

    @Override
    public void process(Exchange exchange) {
        Secret secret = Secret.newBuilder()
                .setReplication(Replication.newBuilder().setAutomatic(Replication.Automatic.getDefaultInstance()))
                .build();
        try {
            gcp.createSecret(ProjectName.of(project), Values.name(exchange), secret);
        } catch (AlreadyExistsException e) {
            return;
        }
    }
}
