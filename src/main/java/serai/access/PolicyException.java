package serai.access;

import java.util.List;

/**
 * A policy, or a test of one, cannot be used. The message lists every mistake, one a line, each with file, place and
 * remedy.
 */
public final class PolicyException extends RuntimeException {

    private final List<String> mistakes;

    PolicyException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** Every mistake, in the order of the file; never empty. */
    public List<String> mistakes() {
        return mistakes;
    }
}
