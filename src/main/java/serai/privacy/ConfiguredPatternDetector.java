package serai.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Finds what an operator described; RE2 reads any pattern in time linear in the text. */
final class ConfiguredPatternDetector implements PiiDetector {

    private static final double SCORE = 0.95;

    private final String entity;
    private final Pattern pattern;

    ConfiguredPatternDetector(String entity, Pattern pattern) {
        this.entity = entity;
        this.pattern = pattern;
    }

    /** Matches that are whole words: nothing that continues a longer word or number. */
    @Override
    public List<PiiSpan> detect(Scan scan) {
        List<PiiSpan> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(scan);
        while (matcher.find()) {
            boolean whole = !scan.isWord(matcher.start() - 1) && !scan.isWord(matcher.end());
            if (whole && matcher.end() > matcher.start()) {
                found.add(new PiiSpan(entity, matcher.start(), matcher.end(), SCORE));
            }
        }
        return found;
    }
}
