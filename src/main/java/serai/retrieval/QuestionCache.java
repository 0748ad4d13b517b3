package serai.retrieval;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import serai.catalog.Embedding;

/** The vectors of recent questions under an HMAC with a key of this process: no question text stays behind. */
final class QuestionCache {

    private static final String ALGORITHM = "HmacSHA256";

    private final Cache<String, Embedding> vectors;
    private final SecretKeySpec key;

    QuestionCache(int size, Duration expiry, Ticker ticker) {
        this.vectors = Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterWrite(expiry)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    Optional<Embedding> get(String question) {
        return Optional.ofNullable(vectors.getIfPresent(name(question)));
    }

    void put(String question, Embedding vector) {
        vectors.put(name(question), vector);
    }

    private String name(String question) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(question.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
