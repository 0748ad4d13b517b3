package serai.privacy;

/**
 * How well personal data was found; each figure is from 0 to 1.
 *
 * @param precision the share of found spans that are right: entity, start and end
 * @param recall the share of right spans that were found
 * @param f2 the mean of both that counts recall four times
 * @param leak the share of the characters to mask that nothing masked
 * @param overMask the share of the other characters that something masked
 */
public record Score(double precision, double recall, double f2, double leak, double overMask) {

    /** Counts that add up over cases. */
    static final class Tally {
        private long right;
        private long found;
        private long expected;
        private long secretChars;
        private long leakedChars;
        private long plainChars;
        private long maskedPlainChars;

        void spans(long right, long found, long expected) {
            this.right += right;
            this.found += found;
            this.expected += expected;
        }

        void leak(long leaked, long secret) {
            leakedChars += leaked;
            secretChars += secret;
        }

        void overMask(long masked, long plain) {
            maskedPlainChars += masked;
            plainChars += plain;
        }

        /** Where there is nothing to find or nothing was found, nothing is wrong. */
        Score score() {
            double precision = found == 0 ? 1 : (double) right / found;
            double recall = expected == 0 ? 1 : (double) right / expected;
            double weight = 4 * precision + recall;
            return new Score(
                    precision,
                    recall,
                    weight == 0 ? 0 : 5 * precision * recall / weight,
                    secretChars == 0 ? 0 : (double) leakedChars / secretChars,
                    plainChars == 0 ? 0 : (double) maskedPlainChars / plainChars);
        }
    }
}
