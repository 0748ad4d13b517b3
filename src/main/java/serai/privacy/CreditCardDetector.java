package serai.privacy;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/** Finds payment cards: digits in groups, a length the issuer uses (ISO/IEC 7812), a right Luhn digit. */
final class CreditCardDetector implements PiiDetector {

    static final String ENTITY = "CREDIT_CARD";

    private static final int SHORTEST = 12;
    private static final int LONGEST = 19;

    @Override
    public List<PiiSpan> detect(Scan scan) {
        List<PiiSpan> found = new ArrayList<>();
        int at = 0;
        while (at < scan.length()) {
            if (!scan.isDigit(at)) {
                at++;
                continue;
            }
            int end = scan.isWord(at - 1) || scan.cameBefore(at, "-.") ? 0 : cardEnd(scan, at);
            if (end > 0) {
                found.add(new PiiSpan(ENTITY, at, end, 1));
                scan.claim(at, end);
            }
            at = Math.max(end, groupEnd(scan, at));
        }
        return found;
    }

    private static int groupEnd(Scan scan, int start) {
        int end = start;
        while (scan.isDigit(end)) {
            end++;
        }
        return end;
    }

    /** The end of the longest card whose first group starts here, or 0. */
    private static int cardEnd(Scan scan, int start) {
        StringBuilder digits = new StringBuilder(LONGEST);
        int best = 0;
        int from = start;
        while (scan.isDigit(from)) {
            int to = groupEnd(scan, from);
            if (digits.length() + to - from > LONGEST || (digits.isEmpty() && to - from < 4)) {
                return best;
            }
            digits.append(scan.text(from, to));
            if (!scan.isWord(to) && isCard(digits.toString())) {
                best = to;
            }
            if (to - start >= SHORTEST && from == start) {
                return best;
            }
            from = scan.goesOn(to, " -") ? to + 1 : scan.length();
        }
        return best;
    }

    static boolean isCard(String digits) {
        return digits.length() >= SHORTEST
                && hasIssuerLength(digits)
                && digits.chars().distinct().count() > 1
                && LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits);
    }

    private static boolean hasIssuerLength(String digits) {
        int length = digits.length();
        int four = Integer.parseInt(digits.substring(0, 4));
        return switch (digits.charAt(0)) {
            case '1' -> length == 15;
            case '2' -> (four >= 2221 && four <= 2720 && length == 16) || (four == 2131 && length == 15);
            case '3' -> length >= 14 && length <= 16;
            case '4' -> length == 13 || length >= 16;
            case '5' -> length == 16 || isMaestro(four);
            case '6' -> length >= 16 || isMaestro(four);
            default -> false;
        };
    }

    private static boolean isMaestro(int four) {
        return (four >= 5600 && four <= 5899)
                || switch (four) {
                    case 5018, 5020, 5038, 6304, 6390, 6759, 6761, 6762, 6763 -> true;
                    default -> false;
                };
    }
}
