package serai.audit;

/**
 * Something wrong with a log.
 *
 * @param segment the file
 * @param line in the file, from 1
 * @param message what is wrong, in one sentence
 */
public record Finding(Kind kind, String segment, int line, String message) {

    /** What happened to the log. */
    public enum Kind {
        /** A line is no record, or not the record that its successor vouches for. */
        EDITED,
        /** Records are missing between others. */
        DELETED,
        /** A record stands where another belongs. */
        REORDERED,
        /** The log ends within a record, and nobody is writing it. */
        TRUNCATED_TAIL
    }
}
