package serai.privacy;

import java.time.Duration;
import java.util.BitSet;
import java.util.function.LongSupplier;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * One text under inspection, with the work it may cost.
 *
 * <p>Every character a detector or a regular expression looks at is a step. A scan that exceeds its steps, which grow
 * linearly with the text, or its deadline throws, so a hostile text is refused rather than passed on half read. Not for
 * sharing between threads.
 */
public final class Scan implements CharSequence {

    private static final int CLOCK_EVERY = 4096;
    private static final long STEPS_PER_CHAR = 400;
    private static final long STEPS_AT_LEAST = 50_000;

    private final String text;
    private final LongSupplier nanoClock;
    private final long deadline;
    private final long limit;
    private final BitSet claimed = new BitSet();
    private long steps;
    private long nextCheck = CLOCK_EVERY;

    Scan(String text, Duration allowed, LongSupplier nanoClock) {
        this.text = text;
        this.nanoClock = nanoClock;
        this.deadline = nanoClock.getAsLong() + allowed.toNanos();
        this.limit = STEPS_AT_LEAST + STEPS_PER_CHAR * text.length();
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        charge(1);
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text(start, end);
    }

    /** A part of the text, for the use of a detector; charged by its length. */
    public String text(int start, int end) {
        charge(end - start);
        return text.substring(start, end);
    }

    /** Where {@code character} stands next, or -1. */
    int indexOf(char character, int from) {
        int at = text.indexOf(character, from);
        charge((at < 0 ? text.length() : at) - from + 1L);
        return at;
    }

    /** Accounts for work that does not read through this object. */
    public void charge(long work) {
        steps += work;
        if (steps >= nextCheck) {
            check();
        }
    }

    private void check() {
        nextCheck = Math.min(steps + CLOCK_EVERY, limit + 1);
        if (steps > limit || nanoClock.getAsLong() - deadline > 0) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "The privacy scan did not finish within its bounds, so the text was refused. Send a shorter text.");
        }
    }

    /** Records that a checksum proved what stands there, so that a costly detector need not look at it. */
    void claim(int start, int end) {
        claimed.set(start, end);
    }

    /** Where the claimed part that holds {@code index} ends; {@code index} itself when nobody claimed it. */
    int claimEnd(int index) {
        return claimed.nextClearBit(index);
    }

    /** The work done so far. */
    long steps() {
        return steps;
    }

    /** Whether a letter, a digit or an underscore stands there; false outside the text. */
    boolean isWord(int index) {
        if (index < 0 || index >= text.length()) {
            return false;
        }
        char c = charAt(index);
        return c < 128 ? isAsciiWord(c) : Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    private static boolean isAsciiWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** Whether an ASCII digit stands there; false outside the text. */
    boolean isDigit(int index) {
        return index >= 0 && index < text.length() && isDigit(charAt(index));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether {@code character} stands there; false outside the text. */
    boolean is(int index, char character) {
        return index >= 0 && index < text.length() && charAt(index) == character;
    }

    /** Whether a number goes on there behind one of {@code separators}. */
    boolean goesOn(int index, String separators) {
        return index >= 0 && index < text.length() && separators.indexOf(charAt(index)) >= 0 && isDigit(index + 1);
    }

    /** Whether a number ends before {@code index} with one of {@code separators} behind it. */
    boolean cameBefore(int index, String separators) {
        return index >= 2 && separators.indexOf(charAt(index - 1)) >= 0 && isDigit(index - 2);
    }

    /** Shows the size, never the text. */
    @Override
    public String toString() {
        return "Scan[" + text.length() + " chars]";
    }
}
