package serai.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.validator.routines.DomainValidator;

/** Finds e-mail addresses around each {@code @}: a local part, a host, a top-level domain that exists. */
final class EmailDetector implements PiiDetector {

    static final String ENTITY = "EMAIL_ADDRESS";

    private static final int LONGEST_LOCAL = 128;
    private static final int LONGEST_HOST = 253;
    private static final String LOCAL_PUNCTUATION = "._%+-&'~#";
    /** Reserved or common inside an organisation, so in no list of real domains. */
    private static final Set<String> PRIVATE_DOMAINS =
            Set.of("test", "example", "invalid", "local", "localdomain", "internal", "intranet", "lan", "corp", "home");

    private final DomainValidator domains = DomainValidator.getInstance();

    @Override
    public List<PiiSpan> detect(Scan scan) {
        List<PiiSpan> found = new ArrayList<>();
        for (int at = scan.indexOf('@', 0); at >= 0; at = scan.indexOf('@', at + 1)) {
            int start = localStart(scan, at);
            int end = hostEnd(scan, at + 1);
            if (start < at && end > 0) {
                found.add(new PiiSpan(ENTITY, start, end, 1));
            }
        }
        return found;
    }

    private static int localStart(Scan scan, int at) {
        int start = at;
        while (start > 0 && at - start < LONGEST_LOCAL && isLocal(scan, start - 1)) {
            start--;
        }
        while (start < at && !scan.isWord(start)) {
            start++;
        }
        return scan.is(at - 1, '.') ? at : start;
    }

    private static boolean isLocal(Scan scan, int index) {
        return scan.isWord(index) || LOCAL_PUNCTUATION.indexOf(scan.charAt(index)) >= 0;
    }

    private int hostEnd(Scan scan, int start) {
        int end = start;
        int stop = Math.min(scan.length(), start + LONGEST_HOST);
        while (end < stop && (scan.isWord(end) || isInnerPunctuation(scan, end, start))) {
            end++;
        }
        return longestHost(scan.text(start, end), start);
    }

    private static boolean isInnerPunctuation(Scan scan, int index, int start) {
        char c = scan.charAt(index);
        return index > start
                && (c == '.' || c == '-')
                && (scan.isWord(index + 1) || (c == '-' && scan.is(index + 1, '-')));
    }

    /** Cuts labels off the end until the rest ends in a domain that exists; 0 when nothing is left. */
    private int longestHost(String host, int offset) {
        int end = host.length();
        int dot = host.lastIndexOf('.', end - 1);
        while (dot > 0) {
            if (isTopLevel(host.substring(dot + 1, end))) {
                return offset + end;
            }
            end = dot;
            dot = host.lastIndexOf('.', end - 1);
        }
        return 0;
    }

    private boolean isTopLevel(String label) {
        return domains.isValidTld(label) || PRIVATE_DOMAINS.contains(label.toLowerCase(java.util.Locale.ROOT));
    }
}
