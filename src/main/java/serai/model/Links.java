package serai.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import serai.catalog.Passage;

/**
 * Removes links and images that no passage justifies: those whose host no passage names, and those of any scheme but
 * http and https.
 *
 * <p>Markdown, HTML, bare addresses and names of hosts are seen, also written with entities, escapes, compatibility
 * characters or defanged dots. An image must stand in a passage as it is, because it is fetched without a click.
 */
final class Links {

    private static final String REMOVED = "[link removed]";
    private static final int ROUNDS = 8;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}&&[^\\u200C\\u200D]]|[\\p{Cc}&&[^\\n\\r\\t]]"
            + "|(?<=\\p{ASCII})[\\u200C\\u200D]|[\\u200C\\u200D](?=\\p{ASCII})");
    private static final Pattern TAG = Pattern.compile("<[\\s/!?]{0,4}+([A-Za-z][A-Za-z0-9]{0,20}+)([^<>]{0,4000}+)>?");
    private static final Pattern FETCHING = Pattern.compile(
            "(?i)(?:script|iframe|frame|object|embed|applet|svg|style|meta|base|img|image|link|form|video|audio|source)");
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "(?i)[\\s/\"'](?:src|srcset|href|xlink:href|action|formaction|poster|data|style|background|ping|on[a-z]+)\\s*=");
    private static final Pattern INLINE = Pattern.compile(
            "(!?)\\[([^\\[\\]]{0,1000}+)\\]" + "\\(([^()]{0,2000}+(?:\\([^()]{0,2000}+\\)[^()]{0,2000}+){0,8}+)\\)");
    private static final Pattern DEFINITION =
            Pattern.compile("(?m)^[ \\t>]{0,8}\\[[^\\]\\n]{1,200}+\\]:[ \\t]{0,8}\\n?[ \\t]{0,8}(\\S+)[^\\n]*$");

    private final List<Passage> passages;
    private @Nullable Set<String> hosts;

    private Links(List<Passage> passages) {
        this.passages = passages;
    }

    /** Justified by these passages and by where their documents came from. For one thread. */
    static Links of(List<Passage> passages) {
        return new Links(passages);
    }

    private static String text(Passage passage) {
        return visible(passage.text() + "\n" + passage.document().source());
    }

    /** Read from the passages only when there is a link to judge: most answers have none. */
    private Set<String> hosts() {
        Set<String> known = hosts;
        if (known == null) {
            known = new HashSet<>();
            for (Passage passage : passages) {
                known.addAll(Hosts.in(text(passage)));
            }
            hosts = known;
        }
        return known;
    }

    /** The text without characters that nobody sees. */
    static String visible(String text) {
        return INVISIBLE.matcher(text).replaceAll("");
    }

    /** The text without unjustified links; what they were called stays. */
    Checked remove(String text) {
        String left = visible(text);
        int removed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Checked once = once(left);
            if (once.found() == 0) {
                return new Checked(left, removed);
            }
            left = once.text();
            removed += once.found();
        }
        return new Checked(REMOVED, removed + 1);
    }

    private Checked once(String text) {
        Checked plain = pass(text);
        String other = Hosts.decode(text);
        if (other.equals(text)) {
            return plain;
        }
        Checked decoded = pass(other);
        return decoded.found() > plain.found() ? decoded : plain;
    }

    private Checked pass(String text) {
        Checked tags = replace(TAG, text, Links::active, match -> "");
        Checked definitions = replace(DEFINITION, tags.text(), this::pointsAway, match -> "");
        Checked inline = replace(INLINE, definitions.text(), this::unjustified, Links::name);
        Checked bare = Hosts.mayHoldAddress(inline.text())
                ? replace(Hosts.BARE, inline.text(), this::foreign, match -> REMOVED + Hosts.tail(match.group()))
                : new Checked(inline.text(), 0);
        return new Checked(bare.text(), tags.found() + definitions.found() + inline.found() + bare.found());
    }

    private static boolean active(MatchResult tag) {
        return FETCHING.matcher(tag.group(1)).matches()
                || ATTRIBUTE.matcher(tag.group(2)).find();
    }

    private boolean pointsAway(MatchResult definition) {
        String target = definition.group(1);
        return Hosts.isLink(target) && !allowed(target);
    }

    private boolean unjustified(MatchResult link) {
        String target = link.group(3).strip().replaceFirst("^<", "").replaceFirst("[>\\s].*$", "");
        boolean image = !link.group(1).isEmpty();
        return !allowed(target)
                || (image
                        && passages.stream().noneMatch(passage -> text(passage).contains(target)));
    }

    private boolean foreign(MatchResult bare) {
        String target = Hosts.head(bare.group());
        boolean named = Hosts.server(target) && hosts().contains(Hosts.of(target));
        return Hosts.isLink(target) && !named && !allowed(target);
    }

    private boolean allowed(String target) {
        return Hosts.web(target) && hosts().contains(Hosts.of(target));
    }

    /** A link that is called by a number is a citation. */
    private static String name(MatchResult link) {
        String text = link.group(2);
        return text.matches("\\d{1,9}") ? "[" + text + "]" : text;
    }

    private static Checked replace(
            Pattern pattern,
            String text,
            Predicate<MatchResult> condition,
            java.util.function.Function<MatchResult, String> replacement) {
        StringBuilder kept = new StringBuilder();
        Matcher matcher = pattern.matcher(text);
        int found = 0;
        while (matcher.find()) {
            boolean hit = condition.test(matcher);
            found += hit ? 1 : 0;
            matcher.appendReplacement(
                    kept, Matcher.quoteReplacement(hit ? replacement.apply(matcher) : matcher.group()));
        }
        return new Checked(matcher.appendTail(kept).toString(), found);
    }
}
