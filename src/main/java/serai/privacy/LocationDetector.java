package serai.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds places by known names and cues such as "lives in", and street addresses by their form. */
final class LocationDetector implements PiiDetector {

    static final String ENTITY = "LOCATION";

    private static final double ADDRESS = 0.9;
    private static final double PLACE = 0.7;
    private static final int LONGEST_PLACE = 5;
    private static final int LONGEST_ADDRESS = 200;

    private static final Set<String> PREPOSITIONS = Set.of(
            "in",
            "from",
            "to",
            "at",
            "near",
            "of",
            "via",
            "through",
            "around",
            "towards",
            "toward",
            "visit",
            "visiting");
    private static final Set<String> LIVING = Set.of(
            "live",
            "lives",
            "lived",
            "living",
            "born",
            "moved",
            "based",
            "travel",
            "travels",
            "travelled",
            "traveled",
            "flew",
            "resident",
            "residing",
            "resides",
            "city",
            "town",
            "village",
            "mayor",
            "flight",
            "move",
            "moving");

    private static final String CAPITALS = "(?:[A-Z][\\p{L}'.-]{0,20}+ ){1,4}";
    private static final String SUFFIX =
            "(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl"
                    + "|Square|Sq|Terrace|Way|Parkway|Pkwy|Highway|Hwy|Circle|Crescent|Close|Gardens|Row|Walk|Quay)\\b\\.?+";
    private static final String UNIT =
            "(?:,? ?\\n?(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room)\\.? ?#?\\w{1,6}+)?+";
    private static final String CITY = "[A-Z][\\p{L}'.-]{1,20}+(?: [A-Z][\\p{L}'.-]{1,20}+){0,2}";
    private static final String REGION = "(?:,? ?\\n? ?(?:[A-Z]{2}\\b|" + CITY + ")[, ]{1,2}\\n?\\d{5}(?:-\\d{4})?+\\b"
            + "|, ?[A-Z]{2}\\b|,? ?\\n? ?[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}\\b)";
    private static final Pattern STREET =
            Pattern.compile("\\d{1,6}[A-Za-z]?+ (?:[NSEW]\\.? )?+(?:\\d{1,3}(?:st|nd|rd|th) |" + CAPITALS + ")" + SUFFIX
                    + UNIT + "(?:[, ]{0,2}\\n? ?" + CITY + REGION + "{1,2})?+");
    private static final Pattern EUROPEAN = Pattern.compile(
            "[A-Z\u00c4\u00d6\u00dc][\\p{L}-]{2,25}(?:stra(?:ss|\u00df)e|str\\.|weg|platz|allee|gasse)(?: |\\b)\\d{1,4}[a-z]?\\b"
                    + "(?:,? ?\\n?\\d{4,5} " + CITY + ")?+"
                    + "|(?:\\d{1,4},? )?+(?:[Rr]ue|[Aa]venue|[Bb]oulevard|Calle|Via|Viale|Piazza|Plaza) (?:d(?:e|u|es|ella?) (?:la |l')?)?"
                    + CITY + "(?:,? \\d{1,4}\\b)?+(?:,? ?\\n?\\d{4,5} " + CITY + ")?+");
    private static final Pattern BOX = Pattern.compile("P\\.? ?O\\.? ?[Bb]ox \\d{1,6}");
    private static final Pattern TOWN = Pattern.compile(CITY + ", [A-Z]{2}\\b(?: \\d{5}(?:-\\d{4})?+)?+");

    @Override
    public List<PiiSpan> detect(Scan scan) {
        List<PiiSpan> found = new ArrayList<>();
        findPlaces(new Words(scan, Gazetteer.shipped()), found);
        findAddresses(scan, found);
        return found;
    }

    private static void findPlaces(Words words, List<PiiSpan> found) {
        int word = 0;
        while (word < words.count()) {
            int last = lastOfPlace(words, word);
            if (last >= word) {
                found.add(new PiiSpan(ENTITY, words.start(word), words.end(last), PLACE));
            }
            word = Math.max(word, last) + 1;
        }
    }

    private static int lastOfPlace(Words words, int word) {
        if (words.has(word, Gazetteer.PLACE_BEGINS)) {
            int last = lastOfLongPlace(words, word);
            if (last > word) {
                return last;
            }
        }
        if (isPlace(words, word)) {
            return word;
        }
        return words.isNameLike(word) && isLivedIn(words, word) ? lastCapital(words, word) : -1;
    }

    private static int lastOfLongPlace(Words words, int word) {
        StringBuilder name = new StringBuilder(words.lower(word));
        int last = -1;
        for (int at = word; at < word + LONGEST_PLACE && words.isNextTo(at); at++) {
            name.append(words.gap(at)).append(words.lower(at + 1));
            last = Gazetteer.shipped().isLongPlace(name.toString()) ? at + 1 : last;
        }
        return last;
    }

    /** A known place; one that is also a word, or is in small letters, needs a preposition before it. */
    private static boolean isPlace(Words words, int word) {
        if (!words.has(word, Gazetteer.PLACE)) {
            return false;
        }
        boolean known = !words.has(word, Gazetteer.AMBIGUOUS);
        boolean cued = PREPOSITIONS.contains(words.lower(word - 1)) && words.isNextTo(word - 1);
        return words.isCapitalised(word) ? known || cued : known && cued;
    }

    private static boolean isLivedIn(Words words, int word) {
        return PREPOSITIONS.contains(words.lower(word - 1)) && LIVING.contains(words.lower(word - 2));
    }

    private static int lastCapital(Words words, int word) {
        int last = word;
        while (last < word + 2 && words.isNextTo(last) && words.isNameLike(last + 1)) {
            last++;
        }
        return last;
    }

    private static void findAddresses(Scan scan, List<PiiSpan> found) {
        List<Matcher> byDigit = List.of(matcher(STREET, scan), matcher(EUROPEAN, scan));
        List<Matcher> byCapital = List.of(matcher(EUROPEAN, scan), matcher(BOX, scan), matcher(TOWN, scan));
        int at = 0;
        while (at < scan.length()) {
            char c = scan.charAt(at);
            int end = at;
            if (!scan.isWord(at - 1) && (Scan.isDigit(c) || Character.isUpperCase(c) || c == 'r')) {
                end = addressEnd(scan, Scan.isDigit(c) ? byDigit : byCapital, at, found);
            }
            at = Math.max(at + 1, end);
        }
    }

    private static Matcher matcher(Pattern pattern, Scan scan) {
        return pattern.matcher(scan).useTransparentBounds(true).useAnchoringBounds(false);
    }

    private static int addressEnd(Scan scan, List<Matcher> matchers, int at, List<PiiSpan> found) {
        for (Matcher matcher : matchers) {
            if (matcher.region(at, Math.min(scan.length(), at + LONGEST_ADDRESS))
                            .lookingAt()
                    && isAddress(scan, matcher)) {
                int end = scan.is(matcher.end() - 1, '.') ? matcher.end() - 1 : matcher.end();
                found.add(new PiiSpan(ENTITY, at, end, matcher.pattern().equals(TOWN) ? PLACE : ADDRESS));
                return end;
            }
        }
        return at;
    }

    /** "Town, XX" is an address only when XX is a state of the USA, and not in text all in capitals: "LIABILITY, OR". */
    private static boolean isAddress(Scan scan, Matcher matcher) {
        if (!matcher.pattern().equals(TOWN)) {
            return true;
        }
        String text = scan.text(matcher.start(), matcher.end());
        int comma = text.lastIndexOf(',');
        boolean shouted = text.equals(text.toUpperCase(Locale.ROOT)) && !Scan.isDigit(text.charAt(text.length() - 1));
        return !shouted && UsStates.isState(text.substring(comma + 2, comma + 4));
    }
}
