package serai.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;

class DetailsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property
    void writesWhatTheReferenceWrites(@ForAll("details") Map<String, Object> details) throws IOException {
        assertThat(Details.canonical(Details.copyOf(details)))
                .isEqualTo(new JsonCanonicalizer(JSON.writeValueAsString(details)).getEncodedString());
    }

    @Provide
    Arbitrary<Map<String, Object>> details() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("ab\"\\/u\b\t\n\u0000\u001f\u007f\u2028é\u20ac\ufb33")
                .ofMaxLength(6);
        Arbitrary<Object> scalar = Arbitraries.oneOf(
                text, Arbitraries.longs().between(-(1L << 53), 1L << 53), Arbitraries.of(true, false));
        Arbitrary<Object> nested = Arbitraries.oneOf(
                scalar,
                scalar.list().ofMaxSize(3).map(List::copyOf),
                Arbitraries.maps(text, scalar).ofMaxSize(3).map(Map::copyOf));
        return Arbitraries.maps(text, nested).ofMaxSize(4);
    }
}
