package serai.secrets.routes;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the settings under one prefix, so that all of it is told at once. */
final class Demands {

    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final String prefix;
    private final List<String> mistakes = new ArrayList<>();

    Demands(String prefix) {
        this.prefix = prefix;
    }

    Demands that(boolean held, String setting, String must) {
        if (!held) {
            mistakes.add(prefix + "." + setting + " must " + must);
        }
        return this;
    }

    Demands set(String value, String setting) {
        return that(!value.isEmpty(), setting, "be set");
    }

    Demands wait(Duration value, String setting) {
        return that(
                value.compareTo(SHORTEST) >= 0 && value.compareTo(LONGEST) <= 0, setting, "be between 50ms and 30s");
    }

    /** An address that nobody on the way can read: https, or http on this machine. */
    Demands address(String value, String setting) {
        return that(value.isEmpty() || isPrivate(value), setting, "be an https address, or http on a loopback address");
    }

    private static boolean isPrivate(String value) {
        try {
            URI uri = new URI(value);
            String host = uri.getHost() == null ? "" : uri.getHost();
            boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
            return !host.isEmpty() && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && loopback));
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** @throws IllegalArgumentException naming all that is wrong */
    void refuse() {
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
    }
}
