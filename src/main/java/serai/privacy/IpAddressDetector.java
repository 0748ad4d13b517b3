package serai.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds IPv4 and IPv6 addresses (RFC 4291, RFC 4007 zones, CIDR prefixes); ports and brackets stay outside. */
final class IpAddressDetector implements PiiDetector {

    static final String ENTITY = "IP_ADDRESS";

    private static final int LONGEST_ZONE = 32;

    private static final int LONGEST_REFERENCE = 12;
    private static final Pattern SMALL = Pattern.compile("\\d{1,2}(?:\\.\\d{1,2}){3}");
    private static final Pattern REFERENCE =
            Pattern.compile("(?i)\\b(?:sections?|chapter|version|release|table|figure) $");

    @Override
    public List<PiiSpan> detect(Scan scan) {
        List<PiiSpan> found = new ArrayList<>();
        int at = 0;
        while (at < scan.length()) {
            int end = mayStart(scan, at) ? addressEnd(scan, at) : 0;
            if (end > 0) {
                found.add(new PiiSpan(ENTITY, at, end, 1));
            }
            at = Math.max(at + 1, end);
        }
        return found;
    }

    private static boolean mayStart(Scan scan, int at) {
        char c = scan.charAt(at);
        return (c == ':' || isHex(c)) && !scan.isWord(at - 1);
    }

    private static int addressEnd(Scan scan, int start) {
        int end = v6End(scan, start);
        return end > 0 || !scan.isDigit(start) || scan.cameBefore(start, ".") ? end : v4WithPrefix(scan, start);
    }

    private static int v4WithPrefix(Scan scan, int start) {
        int end = v4End(scan, start);
        return end == 0 || isSectionNumber(scan, start, end) ? 0 : prefixEnd(scan, end, 32);
    }

    /** A heading such as "9.16.2.2. Scope", or a reference to it: numbers of at most two digits. */
    private static boolean isSectionNumber(Scan scan, int start, int end) {
        boolean small = SMALL.matcher(scan).region(start, end).matches();
        boolean heading = scan.is(end, '.') && scan.is(end + 1, ' ') && (start == 0 || scan.is(start - 1, '\n'));
        return small
                && (heading
                        || REFERENCE
                                .matcher(scan)
                                .region(Math.max(0, start - LONGEST_REFERENCE), start)
                                .find());
    }

    /** The end of four dotted numbers up to 255, or 0. */
    private static int v4End(Scan scan, int start) {
        int at = start;
        for (int part = 0; part < 4; part++) {
            int end = at;
            int value = 0;
            while (end < at + 3 && scan.isDigit(end)) {
                value = value * 10 + scan.charAt(end++) - '0';
            }
            if (end == at || value > 255 || (part < 3 && !scan.is(end, '.'))) {
                return 0;
            }
            at = part < 3 ? end + 1 : end;
        }
        return scan.isWord(at) ? 0 : at;
    }

    private static int v6End(Scan scan, int start) {
        if (scan.is(start - 1, ':') || scan.cameBefore(start, ".")) {
            return 0;
        }
        int end = V6Groups.end(scan, start);
        if (end == 0) {
            return 0;
        }
        boolean bare = end == start + 2 && scan.is(start, ':');
        int whole = prefixEnd(scan, zoneEnd(scan, end), 128);
        return bare && whole == end && !standsAlone(scan, start, end) ? 0 : whole;
    }

    /** The unspecified address {@code ::} is only one when nothing touches it: code is full of double colons. */
    private static boolean standsAlone(Scan scan, int start, int end) {
        return (start == 0 || Character.isWhitespace(scan.charAt(start - 1)))
                && (end == scan.length() || Character.isWhitespace(scan.charAt(end)));
    }

    private static int zoneEnd(Scan scan, int at) {
        if (!scan.is(at, '%') || !scan.isWord(at + 1)) {
            return at;
        }
        int end = at + 1;
        while (end - at < LONGEST_ZONE && (scan.isWord(end) || (isInner(scan, end) && scan.isWord(end + 1)))) {
            end++;
        }
        return end;
    }

    private static boolean isInner(Scan scan, int at) {
        return scan.is(at, '-') || scan.is(at, '.');
    }

    private static int prefixEnd(Scan scan, int at, int most) {
        int end = at + 1;
        int value = 0;
        while (scan.is(at, '/') && end < at + 4 && scan.isDigit(end)) {
            value = value * 10 + scan.charAt(end++) - '0';
        }
        return end > at + 1 && value <= most && !scan.isWord(end) ? end : at;
    }

    static boolean isHex(char c) {
        return Scan.isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    }

    /** The colon-separated part of an IPv6 address, with a dotted IPv4 tail where there is one. */
    private static final class V6Groups {
        private final Scan scan;
        private int at;
        private int groups;
        private boolean compressed;
        private boolean telling;

        private V6Groups(Scan scan, int start) {
            this.scan = scan;
            this.at = start;
        }

        /** The end of the address, or 0. */
        static int end(Scan scan, int start) {
            V6Groups groups = new V6Groups(scan, start);
            return groups.read() && groups.isComplete() ? groups.at : 0;
        }

        private boolean read() {
            if (scan.is(at, ':') && !readCompression()) {
                return false;
            }
            while (groups < 8 && at < scan.length() && isHex(scan.charAt(at))) {
                if (readTail()) {
                    return true;
                }
                if (!readGroup() || !readSeparator()) {
                    return false;
                }
            }
            return true;
        }

        private boolean readCompression() {
            if (compressed || !scan.is(at + 1, ':') || scan.is(at + 2, ':')) {
                return false;
            }
            compressed = true;
            at += 2;
            return true;
        }

        private boolean readGroup() {
            int start = at;
            while (at < scan.length() && at - start < 5 && isHex(scan.charAt(at))) {
                telling |= Scan.isDigit(scan.charAt(at)) || at - start == 3;
                at++;
            }
            groups++;
            return at - start <= 4;
        }

        /** Steps over the colon before the next group; a colon that ends a clause is left alone. */
        private boolean readSeparator() {
            if (!scan.is(at, ':')) {
                return true;
            }
            if (scan.is(at + 1, ':')) {
                return readCompression();
            }
            if (at + 1 < scan.length() && isHex(scan.charAt(at + 1))) {
                at++;
            }
            return true;
        }

        private boolean readTail() {
            int end = groups > 0 || compressed ? v4End(scan, at) : 0;
            if (end > 0) {
                at = end;
                groups += 2;
                telling = true;
            }
            return end > 0;
        }

        private boolean isComplete() {
            boolean full = compressed ? groups <= 7 : groups == 8;
            boolean clear = !scan.isWord(at) && !scan.goesOn(at, ".:");
            return full && clear && (telling || groups == 0);
        }
    }
}
