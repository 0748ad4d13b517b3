package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTlsTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:8443", "https://127.1.2.3", "https://[::1]:8443"})
    void takesAnyCertificateOnThisMachine(String address) {
        assertThat(LoopbackTls.leadsTo(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1",
                "https://localhost",
                "https://127.0.0.1.example.com",
                "https://127.0.0.999",
                "https://[::2]",
                "http://127.0.0.1"
            })
    void holdsEveryOtherToItsCertificate(String address) {
        assertThat(LoopbackTls.leadsTo(URI.create(address))).isFalse();
    }
}
