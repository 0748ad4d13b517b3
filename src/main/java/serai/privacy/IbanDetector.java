package serai.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.validator.routines.IBANValidator;

/** Finds IBANs (ISO 13616): a country, its length and format, the right check digits; groups by spaces or hyphens. */
final class IbanDetector implements PiiDetector {

    static final String ENTITY = "IBAN_CODE";

    private final IBANValidator ibans = IBANValidator.getInstance();

    @Override
    public List<PiiSpan> detect(Scan scan) {
        List<PiiSpan> found = new ArrayList<>();
        for (int at = 0; at + 14 < scan.length(); at++) {
            if (scan.isDigit(at) && startsBefore(scan, at)) {
                int start = at - (scan.isWord(at - 1) ? 2 : 3);
                int end = ibanEnd(scan, start);
                if (end > 0) {
                    found.add(new PiiSpan(ENTITY, start, end, 1));
                    scan.claim(start, end);
                }
            }
        }
        return found;
    }

    /** Whether two letters that start a word stand before this first check digit. */
    private static boolean startsBefore(Scan scan, int digit) {
        int last = isSeparator(scan, digit - 1) ? digit - 2 : digit - 1;
        return isLetter(scan, last) && isLetter(scan, last - 1) && !scan.isWord(last - 2);
    }

    private static boolean isLetter(Scan scan, int index) {
        return index >= 0 && (scan.charAt(index) | 0x20) >= 'a' && (scan.charAt(index) | 0x20) <= 'z';
    }

    private static boolean isSeparator(Scan scan, int index) {
        return scan.is(index, ' ') || scan.is(index, '-');
    }

    private int ibanEnd(Scan scan, int start) {
        var format = ibans.getValidator(scan.text(start, start + 2).toUpperCase(Locale.ROOT));
        if (format == null) {
            return 0;
        }
        StringBuilder code = new StringBuilder(34);
        int at = start;
        while (at < scan.length() && code.length() < format.getIbanLength()) {
            if (isLetter(scan, at) || scan.isDigit(at)) {
                code.append(scan.charAt(at));
            } else if (!isSeparator(scan, at) || isSeparator(scan, at - 1)) {
                return 0;
            }
            at++;
        }
        return !scan.isWord(at) && isValid(code.toString()) ? at : 0;
    }

    /** All in capitals or all in small letters: a change of case within the code is no IBAN. */
    private boolean isValid(String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        boolean oneCase = code.equals(upper) || code.equals(code.toLowerCase(Locale.ROOT));
        return oneCase && ibans.isValid(upper);
    }
}
