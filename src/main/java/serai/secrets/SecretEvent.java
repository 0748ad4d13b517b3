package serai.secrets;

import java.util.Locale;

/**
 * Something that happened to a secret. Holds names and versions, never a value.
 *
 * @param kind what happened
 * @param secret the name of the secret
 * @param backend where, empty when no backend had a part in it
 * @param version the version it happened to, empty when there is none
 * @param detail more about it in a few words, or empty
 */
public record SecretEvent(Kind kind, String secret, String backend, String version, String detail) {

    /** What can happen. */
    public enum Kind {
        /** A version was read that was not there before. */
        NEW_VERSION,
        /** A rotation took a step. */
        ROTATION,
        /** Somebody was shown the value. */
        REVEAL,
        /** A backend further down the list gave the secret. */
        FALLBACK,
        /** The secret could not be read, or for another reason than before. */
        FAILURE,
        /** The current version is older than it may be, or ends soon. */
        OVERDUE;

        /** As it is written for people and in records, such as {@code new-version}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
