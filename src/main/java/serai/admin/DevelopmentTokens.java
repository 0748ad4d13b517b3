package serai.admin;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import serai.intake.DevIssuer;
import serai.intake.DevUsers;
import serai.query.Home;

/** Tokens of the development issuer of a home, for the users of {@code config/users.yaml}. */
final class DevelopmentTokens {

    static final Path USERS = Path.of("config", "users.yaml");

    private DevelopmentTokens() {}

    /** The claims that a user's token carries. */
    static Map<String, Object> claims(String user) {
        try {
            Map<String, Object> claims = new HashMap<>(DevUsers.read(USERS).of(user));
            claims.put("iss", DevIssuer.ISSUER);
            claims.put("sub", user);
            return claims;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** A fresh token for a user. */
    static String token(Path home, String user) {
        try {
            return DevIssuer.of(new Home(home), Clock.systemUTC())
                    .token(user, DevUsers.read(USERS).of(user));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
