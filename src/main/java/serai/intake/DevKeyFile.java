package serai.intake;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import serai.query.Sha256;
import serai.secrets.Keyset;
import serai.secrets.PrivateFile;
import serai.secrets.Secret;
import serai.secrets.SecretBackend;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretBackendException.Reason;
import serai.secrets.SecretDescription;
import serai.secrets.StoredSecret;

/**
 * The file of the development issuer's keys: a keyset of JSON web keys, or the one bare key of an earlier release.
 *
 * <p>Read again whenever it has changed, since the command line and the gateway share it. A backend of one secret, so that
 * it rotates as every other key does. Safe for use by many threads.
 */
final class DevKeyFile implements SecretBackend {

    private static final int KEY_BITS = 2048;

    private final Path file;
    private volatile @Nullable Keys read;

    DevKeyFile(Path file) {
        this.file = file;
    }

    /**
     * What the file holds.
     *
     * @param stamp changes with the file
     * @param signing the current key
     * @param published the public halves of all accepted keys
     */
    record Keys(String stamp, Keyset keyset, RSAKey signing, JWKSet published) {}

    boolean exists() {
        return Files.exists(file);
    }

    /** A new key with its private half. */
    static byte[] freshKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK can make RSA keys", e);
        }
    }

    /**
     * The keys as they stand in the file now.
     *
     * @throws SecretBackendException when it cannot be read or holds no keys
     */
    Keys keys() {
        String stamp = stamp();
        Keys known = read;
        if (known != null && known.stamp().equals(stamp)) {
            return known;
        }
        Keys fresh = keys(stamp, Keyset.parse(content()));
        read = fresh;
        return fresh;
    }

    private Keys keys(String stamp, Keyset keyset) {
        try {
            List<JWK> published = new ArrayList<>();
            for (Secret key : keyset.accepted()) {
                published.add(key(key).toPublicJWK());
            }
            return new Keys(stamp, keyset, key(keyset.current()), new JWKSet(published));
        } catch (ParseException e) {
            throw new SecretBackendException(
                    Reason.MALFORMED, "the development key " + file + " is broken; delete it", null, null);
        }
    }

    private static RSAKey key(Secret secret) throws ParseException {
        return RSAKey.parse(secret.<String>use(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }

    private String stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SecretBackendException unreadable(IOException e) {
        return new SecretBackendException(
                exists() ? Reason.UNREACHABLE : Reason.MISSING,
                "the development key " + file + " cannot be read or written",
                null,
                e);
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public StoredSecret read(String secret) {
        byte[] content = content();
        return new StoredSecret(content, Sha256.hex(content));
    }

    @Override
    public SecretDescription describe(String secret) {
        return new SecretDescription(Sha256.hex(content()), Optional.empty(), Optional.empty());
    }

    @Override
    public String write(String secret, byte[] value) {
        StoredSecret.demandUsable(value);
        try {
            PrivateFile.replace(file, value);
        } catch (IOException e) {
            throw unreadable(e);
        }
        return Sha256.hex(value);
    }

    @Override
    public void close() {}
}
