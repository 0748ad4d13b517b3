package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serai.edge.MalformedRequests;

/** Malformed requests against the whole gateway, with the rights of whoever may write. */
class HostileClientIT {

    private static final LiveGateway GATEWAY = LiveGateway.shared();

    @Test
    void malformedRequestsNeverFailAreNeverEchoedAndTheGatewayServesOn() throws IOException {
        Map<String, Integer> seen = MalformedRequests.send(GATEWAY.port(), List.of(GATEWAY.token("keeper")));

        assertThat(GATEWAY.ask("guest", "When do the gates close?").status()).isEqualTo(200);
        assertThat(GATEWAY.health("ready").status()).isEqualTo(200);
        assertThat(GATEWAY.auditIsIntact()).isTrue();
        assertThat(seen.keySet()).as("%s", seen).contains("400", "401", "404", "405", "413", "415", "422");
    }
}
