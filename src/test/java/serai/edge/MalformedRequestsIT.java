package serai.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Malformed requests against the edge alone. */
class MalformedRequestsIT {

    /** Many callers, so that the limit of requests stops none of them. */
    private final List<String> tokens = IntStream.range(0, 40)
            .mapToObj(n -> Gateway.ISSUER.token("vandal-" + n, claims -> claims.claim("scope", "documents.write")))
            .toList();

    @Test
    void neverFailAreNeverEchoedAndTheServerServesOn() throws IOException {
        Map<String, Integer> seen = MalformedRequests.send(Gateway.port(), tokens);

        assertThat(Gateway.ask("Where do camels rest?").statusCode()).isEqualTo(200);
        assertThat(seen.keySet())
                .as("%s", seen)
                .contains("400", "401", "404", "405", "413", "415", "422")
                .doesNotContain("429");
    }
}
