package serai.intake;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Refuses to start a gateway whose tokens could not be trusted; names every setting at fault at once. */
final class ProductionGuard {

    private final List<String> mistakes = new ArrayList<>();

    private ProductionGuard() {}

    /**
     * Checks the settings of the intake.
     *
     * @param development whether the profile {@code dev} is active
     * @throws IllegalStateException naming every setting at fault and the remedy
     */
    static void check(IntakeSettings settings, boolean development) {
        ProductionGuard guard = new ProductionGuard();
        if (!development) {
            guard.refuseBypasses(settings);
        }
        if (!settings.devIssuer()) {
            guard.requireIssuer(settings);
        } else if (development && settings.users().isEmpty()) {
            guard.mistakes.add("serai.intake.users must name the file of the development users");
        }
        if (!guard.mistakes.isEmpty()) {
            throw new IllegalStateException(
                    "The gateway does not start:\n  - " + String.join("\n  - ", guard.mistakes));
        }
    }

    private void refuseBypasses(IntakeSettings settings) {
        if (settings.devIssuer()) {
            mistakes.add("serai.intake.dev-issuer is true: remove it, or start with the profile dev");
        }
        if (!settings.users().isEmpty()) {
            mistakes.add("serai.intake.users is set: remove it, or start with the profile dev");
        }
    }

    private void requireIssuer(IntakeSettings settings) {
        require(settings.issuer(), "issuer", "the iss of your identity provider's tokens");
        require(settings.audience(), "audience", "the aud of tokens meant for this gateway");
        require(settings.jwksUri(), "jwks-uri", "where your identity provider publishes its keys");
        if (!settings.jwksUri().isEmpty() && !trustworthy(settings.jwksUri())) {
            mistakes.add("serai.intake.jwks-uri must be an https URL, or http on a loopback address");
        }
        if (settings.issuer().equals(DevIssuer.ISSUER)) {
            mistakes.add("serai.intake.issuer is that of the development issuer");
        }
    }

    private void require(String value, String setting, String meaning) {
        if (value.isBlank()) {
            mistakes.add("serai.intake." + setting + " is missing: " + meaning);
        }
    }

    private static boolean trustworthy(String uri) {
        try {
            URI parsed = URI.create(uri);
            return parsed.getHost() != null
                    && ("https".equals(parsed.getScheme())
                            || ("http".equals(parsed.getScheme()) && isLoopback(parsed.getHost())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        boolean literal = host.startsWith("127.") || host.equals("[::1]") || host.equals("localhost");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
