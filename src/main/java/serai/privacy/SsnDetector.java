package serai.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds US social security numbers by the rules of the Social Security Administration on what is never issued. */
final class SsnDetector implements PiiDetector {

    static final String ENTITY = "US_SSN";

    private static final Pattern SHAPE = Pattern.compile("(\\d{3})([- .]?)(\\d{2})([- .]?)(\\d{4})");
    /** Printed on sample cards or in advertisements, so nobody's. */
    private static final Set<String> SAMPLES = Set.of("078051120", "123456789", "219099999", "457555462");

    @Override
    public List<PiiSpan> detect(Scan scan) {
        List<PiiSpan> found = new ArrayList<>();
        Matcher shape = SHAPE.matcher(scan).useTransparentBounds(true);
        int at = 0;
        while (at < scan.length()) {
            if (!scan.isDigit(at)) {
                at++;
                continue;
            }
            if (!scan.isWord(at - 1)
                    && !scan.cameBefore(at, "-.")
                    && shape.region(at, scan.length()).lookingAt()
                    && isWhole(scan, shape)
                    && isIssued(shape)) {
                found.add(new PiiSpan(ENTITY, at, shape.end(), score(shape)));
            }
            while (scan.isDigit(at)) {
                at++;
            }
        }
        return found;
    }

    private static boolean isWhole(Scan scan, Matcher shape) {
        return !scan.isWord(shape.end()) && !scan.goesOn(shape.end(), "-.");
    }

    /** One separator throughout, or a hyphen at one of the two places, or none. */
    private static boolean isIssued(Matcher shape) {
        String first = shape.group(2);
        String second = shape.group(4);
        boolean oneHyphen = (first + second).equals("-");
        return (first.equals(second) || oneHyphen) && isIssued(shape.group(1), shape.group(3), shape.group(5));
    }

    static boolean isIssued(String area, String group, String serial) {
        return !area.equals("000")
                && !area.equals("666")
                && area.charAt(0) != '9'
                && !group.equals("00")
                && !serial.equals("0000")
                && !SAMPLES.contains(area + group + serial)
                && (area + group + serial).chars().distinct().count() > 1;
    }

    private static double score(Matcher shape) {
        boolean separated = !shape.group(2).isEmpty() && !shape.group(4).isEmpty();
        return separated ? 0.85 : 0.3;
    }
}
