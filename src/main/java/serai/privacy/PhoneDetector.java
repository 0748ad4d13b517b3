package serai.privacy;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds telephone numbers with libphonenumber: of any country behind a plus sign, of the configured regions without.
 *
 * <p>The library is slow, so it sees only windows of digits, and of the regions only those that could fit. Cards and IBANs are passed over,
 * so their detectors come first.
 */
final class PhoneDetector implements PiiDetector {

    static final String ENTITY = "PHONE_NUMBER";

    private static final int LONGEST_WINDOW = 48;
    private static final int EXTENSION = 16;
    private static final int FEWEST_DIGITS = 7;
    private static final long TRIES = 64;
    /** What looking at one window with one region costs, in steps a character. */
    private static final long COST = 8;
    /** Regions whose numbers are written with and without the leading 0. */
    private static final Set<String> OPTIONAL_TRUNK = Set.of("IN", "BR");
    /** Limits of 32-bit integers are valid US numbers, and far more often limits. */
    private static final Set<String> LIMITS = Set.of("2147483647", "2147483648", "4294967295", "4294967296");

    private static final Pattern DIALLED = Pattern.compile("[+(].*|\\d{10,}+|(?=(?:\\D*+\\d){7})\\d++\\D.*");
    private static final int LONGEST_CUE = 32;
    private static final Pattern CUE = Pattern.compile(
            "(?i)\\b(?:tele)?phones?\\b|\\bcall(?:ing|ed)?\\b|\\b(?:tel|mobile|cell|fax|dial|whatsapp|sms)\\b");
    private static final Pattern OTHER = Pattern.compile("\\d++\\.\\d++|\\d{5}-\\d{4}");

    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    private final List<Region> regions;

    private record Region(String code, String callingCode, boolean zeroFirst, boolean zeroRequired) {
        boolean mayDial(String digits) {
            return digits.charAt(0) == '0'
                    ? zeroFirst || digits.startsWith("00")
                    : !zeroRequired || digits.startsWith(callingCode);
        }
    }

    /** @param codes ISO 3166 codes of the regions whose national formats count; one for each calling code is used */
    PhoneDetector(List<String> codes) {
        Map<String, Region> byCallingCode = new LinkedHashMap<>();
        for (String code : codes) {
            Region region = region(code);
            byCallingCode.putIfAbsent(region.callingCode(), region);
        }
        this.regions = List.copyOf(byCallingCode.values());
    }

    /** Whether libphonenumber knows the region: it is GB, not UK. */
    static boolean isRegion(String code) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(code);
    }

    private Region region(String code) {
        String trunk = phones.getNddPrefixForRegion(code, true);
        boolean zero = "0".equals(trunk);
        return new Region(
                code,
                Integer.toString(phones.getCountryCodeForRegion(code)),
                zero || trunk == null,
                zero && !OPTIONAL_TRUNK.contains(code));
    }

    @Override
    public List<PiiSpan> detect(Scan scan) {
        List<PiiSpan> found = new ArrayList<>();
        int at = 0;
        while (at < scan.length()) {
            if (scan.claimEnd(at) > at || !mayStart(scan, at)) {
                at = Math.max(at + 1, scan.claimEnd(at));
                continue;
            }
            int end = windowEnd(scan, at);
            search(scan, at, end, found);
            at = end;
        }
        return found;
    }

    private static boolean mayStart(Scan scan, int at) {
        char c = scan.charAt(at);
        boolean opens = Scan.isDigit(c) || ((c == '+' || c == '(') && (scan.isDigit(at + 1) || scan.is(at + 1, '(')));
        return opens && (!scan.isWord(at - 1) || c == '+');
    }

    private static int windowEnd(Scan scan, int start) {
        int end = start + 1;
        int last = end;
        while (end < scan.length() && end - start < LONGEST_WINDOW && belongs(scan, end)) {
            end++;
            last = scan.isDigit(end - 1) ? end : last;
        }
        while (scan.isDigit(last) && last - start < LONGEST_WINDOW + EXTENSION) {
            last++;
        }
        return last;
    }

    private static boolean belongs(Scan scan, int at) {
        char c = scan.charAt(at);
        return Scan.isDigit(c) || "-.()/+".indexOf(c) >= 0 || (c == ' ' && !scan.is(at - 1, ' '));
    }

    private void search(Scan scan, int start, int end, List<PiiSpan> found) {
        String window = scan.text(start, end);
        String digits = window.replaceAll("[^0-9]", "");
        if (digits.length() < FEWEST_DIGITS
                || LIMITS.contains(digits)
                || (scan.isWord(end) && !isExtension(scan, end))) {
            return;
        }
        int stop = isExtension(scan, end) ? Math.min(scan.length(), end + EXTENSION) : end;
        String text = scan.text(start, stop);
        boolean dialledOut = digits.startsWith("00") && window.startsWith("00");
        String dialled = dialledOut ? "+" + text.substring(2) : text;
        searchRegions(scan, dialled, digits, new Window(start, dialledOut ? 1 : 0), found);
    }

    /** Where a text to search lies in the scan, and by how much its start was shortened. */
    private record Window(int start, int shortened) {
        PiiSpan span(PhoneNumberMatch match) {
            int from = match.start() == 0 ? start : start + match.start() + shortened;
            return new PiiSpan(ENTITY, from, start + match.end() + shortened, score(match.rawString()));
        }
    }

    private void searchRegions(Scan scan, String text, String digits, Window window, List<PiiSpan> found) {
        boolean international = text.indexOf('+') >= 0;
        int before = found.size();
        for (Region region : regions) {
            if (international || region.mayDial(digits)) {
                scan.charge(COST * text.length());
                searchRegion(text, window, region.code(), Leniency.VALID, found);
                if (found.size() > before) {
                    return;
                }
            }
        }
        if (digits.length() >= 10 && isCued(scan, window.start())) {
            searchRegion(text, window, regions.getFirst().code(), Leniency.POSSIBLE, found);
        }
    }

    /** After a word such as "phone", a number of the right length counts though nobody was given it. */
    private static boolean isCued(Scan scan, int start) {
        return CUE.matcher(scan).region(Math.max(0, start - LONGEST_CUE), start).find();
    }

    private static boolean isExtension(Scan scan, int end) {
        int at = scan.is(end, ' ') ? end + 1 : end;
        return at < scan.length() && "xXeE#".indexOf(scan.charAt(at)) >= 0;
    }

    private void searchRegion(String text, Window window, String region, Leniency leniency, List<PiiSpan> found) {
        for (PhoneNumberMatch match : phones.findNumbers(text, region, leniency, TRIES)) {
            if (isWritten(match.rawString()) && !isFraction(text, match.start())) {
                found.add(window.span(match));
            }
        }
    }

    private static boolean isFraction(String text, int start) {
        return start > 1 && text.charAt(start - 1) == '.' && Scan.isDigit(text.charAt(start - 2));
    }

    /** Written like a number to dial: not like a decimal fraction, a ZIP+4 code or a short plain number. */
    private static boolean isWritten(String raw) {
        return DIALLED.matcher(raw).matches() && !OTHER.matcher(raw).matches();
    }

    private static double score(String raw) {
        if (raw.startsWith("+")) {
            return 0.75;
        }
        return raw.chars().allMatch(c -> Scan.isDigit((char) c)) ? 0.4 : 0.6;
    }
}
