package serai.secrets.routes;

import com.google.cloud.secretmanager.v1.SecretVersion;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Takes the version that was made from the answer. */
final class GcpVersion implements Processor {

    @Override
    public void process(Exchange exchange) {
        SecretVersion made = exchange.getMessage().getBody(SecretVersion.class);
        exchange.getMessage().setBody(id(made.getName()));
    }

    /** The number at the end of {@code projects/P/secrets/S/versions/N}. */
    static String id(String name) {
        String id = name.substring(name.lastIndexOf('/') + 1);
        if (!id.matches("\\d{1,18}")) {
            throw Values.malformed("no version");
        }
        return id;
    }
}
