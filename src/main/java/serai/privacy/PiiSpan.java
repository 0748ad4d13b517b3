package serai.privacy;

/**
 * Where a text holds personal data.
 *
 * @param entity the kind of data in Presidio's naming, such as {@code EMAIL_ADDRESS}
 * @param start index of the first UTF-16 unit
 * @param end index after the last UTF-16 unit, greater than {@code start}
 * @param score confidence from 0 to 1
 */
public record PiiSpan(String entity, int start, int end, double score) {

    public PiiSpan {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("not a span: " + start + ".." + end);
        }
    }
}
