package serai.model;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Finds addresses in a text and says which host they lead to, as a browser would read them. */
final class Hosts {

    private static final String REST = "[^\\s<>\"`|]";
    private static final String LABEL = "[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_-]{0,62})";

    /** Whatever may be an address: with a scheme, protocol-relative, or the bare name of a host. */
    static final Pattern BARE = Pattern.compile("(?iu)"
            + "h(?:tt|xx)ps?(?:\\s{0,2}:\\s{0,2}[/\\\\]\\s?[/\\\\]{0,6}\\s?|:)(?=\\S)" + REST + "++"
            + "|\\b(?:wss?|ftps?|file):[/\\\\]" + REST + "++"
            + "|\\b[a-z][a-z0-9+.-]{1,30}://" + REST + "++"
            + "|\\b(?:javascript|vbscript|livescript|data|blob|mailto|tel|sms|intent):" + REST + "++"
            + "|(?<![/\\\\\\w])[/\\\\]{2,30}+" + LABEL + "[.:/\\\\]" + REST + "++"
            + "|(?<![\\p{L}\\p{N}_@/\\\\])(?:" + LABEL
            + "[.\\u3002\\uFF0E\\uFF61]){1,8}(?:xn--[a-z0-9-]{1,59}|\\p{L}{2,24})"
            + "(?![\\p{L}\\p{N}@_-])(?::\\d{1,5})?(?:[/?#]" + REST + "*+)?");

    private static final Pattern SCHEME = Pattern.compile("(?i)^([a-z][a-z0-9+.-]*+)\\s*:");
    private static final Pattern WEB = Pattern.compile("(?i)https?");
    private static final Pattern OPENED =
            Pattern.compile("(?i)^(?:javascript|vbscript|livescript|data|blob|file|ftps?|wss?|intent)\\s*:");
    private static final Pattern DOMAIN = Pattern.compile(
            "(?iu)(?:" + LABEL + "[.\\u3002\\uFF0E\\uFF61])+(xn--[a-z0-9-]+|\\p{L}+)(:\\d+)?([/?#].*)?",
            Pattern.DOTALL);
    private static final Pattern TAIL = Pattern.compile("[)\\].,;:!?*_'}]+$");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(\\p{Punct})");
    private static final Pattern DEFANGED = Pattern.compile("(?i)\\s?[\\[({](?:\\.|dot)[\\])}]\\s?");

    /** Top-level domains that are linked without a scheme; names of files seldom end in them. */
    private static final Set<String> LINKED = Set.of(
            "com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "io", "ai", "app", "dev", "co", "me", "xyz",
            "site", "online", "shop", "top", "club", "cloud", "page", "link", "click", "live", "news", "store", "tech",
            "website", "space", "world", "ru", "cn", "uk", "de", "fr", "eu", "us", "nl", "it", "es", "ch", "at", "be",
            "jp", "in", "br", "ca", "au", "kr", "pl", "se", "no", "fi", "dk", "cz", "tk", "to", "ly", "gg", "tv", "zip",
            "example", "test", "invalid", "onion");

    private Hosts() {}

    /** Whether there is any character without which {@link #BARE} finds nothing: most answers have none. */
    static boolean mayHoldAddress(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case ':', '/', '\\' -> {
                    return true;
                }
                case '.', '\u3002', '\uFF0E', '\uFF61' -> {
                    if (i + 1 < text.length() && !Character.isWhitespace(text.charAt(i + 1))) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /** The hosts that a text names. */
    static Set<String> in(String text) {
        Set<String> hosts = new HashSet<>();
        Matcher matcher = BARE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (matcher.find()) {
            hosts.add(of(head(matcher.group())));
        }
        hosts.remove("");
        return hosts;
    }

    /** The text with entities, Markdown escapes, compatibility characters and defanged dots resolved. */
    static String decode(String text) {
        String named = text.replace("&colon;", ":")
                .replace("&sol;", "/")
                .replace("&bsol;", "\\")
                .replace("&period;", ".")
                .replace("&Tab;", "")
                .replace("&NewLine;", "")
                .replace("&lpar;", "(")
                .replace("&rpar;", ")")
                .replace("&lsqb;", "[")
                .replace("&rsqb;", "]");
        String unescaped = ESCAPED.matcher(HtmlUtils.htmlUnescape(named)).replaceAll("$1");
        String folded = Normalizer.normalize(unescaped, Normalizer.Form.NFKC);
        return Links.visible(
                DEFANGED.matcher(folded).replaceAll(".").replace('\u3002', '.').replace('\uFF61', '.'));
    }

    /** Whether a reader's software would take this for a link; names of files are not. */
    static boolean isLink(String target) {
        if (SCHEME.matcher(target).find() && !DOMAIN.matcher(target).matches()) {
            return !target.matches("(?is)data:(?!" + "[^,\\s]*,).*");
        }
        if (target.startsWith("/") || target.startsWith("\\")) {
            return true;
        }
        Matcher domain = DOMAIN.matcher(target);
        return domain.matches() && linked(target, domain);
    }

    /** Whether it leads to the web: by http, https or the name of a host alone. */
    static boolean web(String target) {
        Matcher scheme = SCHEME.matcher(target);
        return !scheme.find()
                || DOMAIN.matcher(target).matches()
                || WEB.matcher(scheme.group(1)).matches();
    }

    /** Whether it names a server in a way that no reader's software runs or opens, such as a database's address. */
    static boolean server(String target) {
        return target.contains("://") && !OPENED.matcher(target).find();
    }

    /** The host in ASCII and lower case; empty when there is none, it is hidden behind a user name, or not valid. */
    static String of(String target) {
        String folded = Normalizer.normalize(target, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s", "")
                .replace('\\', '/');
        String bare = DOMAIN.matcher(folded).matches()
                ? folded
                : SCHEME.matcher(folded).replaceFirst("");
        String authority = bare.replaceFirst("^/+", "").replaceFirst("[/?#].*$", "");
        if (authority.contains("@")) {
            return "";
        }
        return ascii(authority.replaceFirst(":\\d*$", "").replaceFirst("\\.$", ""));
    }

    /** What follows an address without belonging to it: closing punctuation. */
    static String tail(String address) {
        Matcher matcher = TAIL.matcher(address);
        return matcher.find() ? matcher.group() : "";
    }

    /** The address without its {@link #tail}. */
    static String head(String address) {
        return address.substring(0, address.length() - tail(address).length());
    }

    private static boolean linked(String target, Matcher domain) {
        return domain.group(2) != null
                || domain.group(3) != null
                || (sameCase(domain.group(1)) && LINKED.contains(domain.group(1).toLowerCase(Locale.ROOT)))
                || target.toLowerCase(Locale.ROOT).startsWith("www.")
                || target.chars().anyMatch(c -> c > 127)
                || domain.group(1).toLowerCase(Locale.ROOT).startsWith("xn--");
    }

    /** A sentence that begins right after a full stop does not end in the name of a country. */
    private static boolean sameCase(String word) {
        return word.equals(word.toLowerCase(Locale.ROOT)) || word.equals(word.toUpperCase(Locale.ROOT));
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(URLDecoder.decode(host, StandardCharsets.UTF_8), IDN.ALLOW_UNASSIGNED)
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
