package serai.secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something about a secret that somebody has to see to.
 *
 * @param secret its name
 * @param kind what it is
 * @param message what it is and what to do, without a value
 */
public record SecretFinding(String secret, Kind kind, String message) {

    /** So long before the end of a certificate or of a secret it is a finding. */
    static final Duration NOTICE = Duration.ofDays(30);

    /** What can be found. */
    public enum Kind {
        /** Older than {@code serai.secrets.max-age}. */
        TOO_OLD,
        /** It, or a certificate in it, ends within 30 days. */
        ENDS_SOON,
        /** The backend cannot be read. */
        UNREADABLE;

        /** As it is written for people and in records, such as {@code too-old}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static List<SecretFinding> ofAge(String secret, Version version, Instant now, Duration maxAge) {
        List<SecretFinding> findings = new ArrayList<>();
        version.expires()
                .filter(end -> end.isBefore(now.plus(NOTICE)))
                .ifPresent(end -> findings.add(new SecretFinding(
                        secret,
                        Kind.ENDS_SOON,
                        (end.isAfter(now) ? "ends at " : "has ended at ") + end + "; put a new one in its place")));
        Duration age = Duration.between(version.since(), now);
        if (age.compareTo(maxAge) > 0) {
            findings.add(new SecretFinding(
                    secret,
                    Kind.TOO_OLD,
                    "is " + age.toDays() + " days old, and serai.secrets.max-age is " + maxAge.toDays()
                            + "; rotate it"));
        }
        return findings;
    }
}
