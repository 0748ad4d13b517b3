package serai.secrets;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the certificates in a PEM text end. */
final class Certificates {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]++-----END CERTIFICATE-----");

    private Certificates() {}

    /** The first end among the certificates of a value; empty when it holds none that can be read. */
    static Optional<Instant> end(StoredSecret stored) {
        return stored.use(value -> {
            Matcher pem = PEM.matcher(new String(value, StandardCharsets.ISO_8859_1));
            return pem.results()
                    .map(certificate -> end(certificate.group()))
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo);
        });
    }

    private static Optional<Instant> end(String pem) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
            return Optional.of(certificate.getNotAfter().toInstant());
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
