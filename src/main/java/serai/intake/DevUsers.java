package serai.intake;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The users that the development issuer signs tokens for.
 *
 * @param claims the claims of each user by name
 */
public record DevUsers(Map<String, Map<String, Object>> claims) {

    private static final TypeReference<Map<String, Map<String, Map<String, Object>>>> FILE = new TypeReference<>() {};

    public DevUsers {
        claims = java.util.Collections.unmodifiableMap(new TreeMap<>(claims));
    }

    /** Reads a file of {@code users: {name: {claim: value}}}. */
    public static DevUsers read(Path file) {
        try {
            Map<String, Map<String, Map<String, Object>>> content = new YAMLMapper().readValue(file.toFile(), FILE);
            return new DevUsers(content.getOrDefault("users", Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the users file " + file + " cannot be read: it holds users: {name: {claim: value}}", e);
        }
    }

    /**
     * The claims of a user.
     *
     * @throws IllegalArgumentException naming the known users
     */
    public Map<String, Object> of(String user) {
        Map<String, Object> found = claims.get(user);
        if (found == null) {
            throw new IllegalArgumentException("no such user; known users are " + String.join(", ", claims.keySet()));
        }
        return found;
    }
}
