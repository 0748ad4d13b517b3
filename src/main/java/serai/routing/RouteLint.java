package serai.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules that one file can break on its own, read from its words. */
final class RouteLint {

    private static final Pattern NAME = Pattern.compile("([a-z0-9][a-z0-9-]*/)*[a-z0-9][a-z0-9-]*\\.camel\\.yaml");
    private static final Pattern KAMELET_NAME = Pattern.compile("kamelets/[a-z0-9][a-z0-9-]*\\.kamelet\\.yaml");
    private static final Set<String> WORDS = Set.of(
            "route",
            "routeConfiguration",
            "routeTemplate",
            "templatedRoute",
            "onException",
            "onCompletion",
            "rest",
            "restConfiguration");
    private static final Set<String> HTTP_CONSUMERS = Set.of("rest", "restConfiguration");
    private static final Set<String> LANGUAGES = Set.of(
            "csimple",
            "datasonnet",
            "groovy",
            "hl7terser",
            "java",
            "joor",
            "js",
            "language",
            "mvel",
            "ognl",
            "python",
            "script",
            "spel",
            "wasm",
            "xquery");
    private static final Set<String> REDIRECTING =
            Set.of("camelhttpuri", "camelresthttpuri", "camelbeanmethodname", "kafka.override_topic");
    private static final Pattern REACHING = Pattern.compile(
            "\\$(simple)?\\{\\s*((exchange|camelContext|type)\\s*[?.:(\\[}]|bean:type:|ref:|[^}]*\\.\\s*(class|getClass)\\b)",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> ROUTE_CONFIGURATION =
            Set.of("id", "description", "precondition", "onException", "onCompletion");
    private static final Pattern SECRET =
            Pattern.compile("\\{\\{\\s*[?!]?\\s*(secret|secret-binary|vault|hashicorp|aws|azure|gcp)\\s*:");
    private static final Pattern BEAN = Pattern.compile(
            "\\$(simple)?\\{[^}]*?\\bbean:(?!secretText\\?method=of\\('[a-z0-9#A-Z_.-]+'\\)}"
                    + "|modelKeys\\?method=ring\\('[a-z0-9-]+'\\)}|openai\\?method=(request|accept|completion)\\()|\\{\\{\\s*[?!]?\\s*bean\\s*:",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_TEXT = Pattern.compile("bean:secretText", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_SETTING =
            Pattern.compile("(\\{\\{|properties:|env)[^}]*?serai[._]?secrets", Pattern.CASE_INSENSITIVE);
    private static final Pattern METHODS_WITH_SPACE = Pattern.compile("httpMethodRestrict=[^&]*(\\s|%20|\\+)");

    private final String file;
    private final RouteYaml yaml;
    private final List<Finding> findings = new ArrayList<>();

    private RouteLint(String file, RouteYaml yaml) {
        this.file = file;
        this.yaml = yaml;
    }

    static boolean isKamelet(String file) {
        return file.startsWith("kamelets/");
    }

    /** What must not even be loaded. */
    static List<Finding> unloadable(String file, RouteYaml yaml) {
        RouteLint lint = new RouteLint(file, yaml);
        lint.checkName();
        lint.checkWords();
        yaml.scalars().forEach(lint::checkConstruction);
        return lint.findings;
    }

    /** What may load but must not serve. */
    static List<Finding> unfit(String file, RouteYaml yaml) {
        RouteLint lint = new RouteLint(file, yaml);
        lint.checkRoutes();
        yaml.scalars().forEach(lint::checkScalar);
        return lint.findings;
    }

    private void checkName() {
        Pattern pattern = isKamelet(file) ? KAMELET_NAME : NAME;
        if (!pattern.matcher(file).matches()) {
            report(
                    1,
                    "the file would not be loaded under this name",
                    "Call it NAME.camel.yaml (kamelets/NAME.kamelet.yaml for a kamelet), in lower case with dashes");
        }
    }

    private void checkWords() {
        if (yaml.json().isEmpty() && yaml.findings().isEmpty()) {
            report(1, "the file holds no route", "Write one, or delete the file");
        }
        for (int i = 0; i < yaml.json().size() && !isKamelet(file); i++) {
            int item = i;
            yaml.json().get(i).fieldNames().forEachRemaining(word -> checkWord(word, "/" + item + "/" + word));
        }
    }

    private void checkConfiguration(String pointer) {
        yaml.json().at(pointer).fieldNames().forEachRemaining(word -> {
            if (!ROUTE_CONFIGURATION.contains(word)) {
                report(
                        yaml.line(pointer + "/" + word),
                        "`" + word + "` is refused in a routeConfiguration",
                        "Remove it; problems are mapped at the edge");
            }
        });
    }

    private void checkWord(String word, String pointer) {
        int line = yaml.line(pointer);
        if ("from".equals(word)) {
            report(line, "a route without id and description", "Write `- route: {id, description, from}`");
        } else if (HTTP_CONSUMERS.contains(word) && !file.equals(RouteSet.EDGE)) {
            report(
                    line,
                    "HTTP is consumed outside " + RouteSet.EDGE,
                    "Move it there, and call this file with `direct:`");
        } else if (word.equals("routeConfiguration")) {
            checkConfiguration(pointer);
        } else if (!WORDS.contains(word)) {
            report(
                    line,
                    "`" + word + "` is refused in route files",
                    "Remove it; beans and error handlers are the gateway's own");
        }
    }

    private void checkConstruction(RouteYaml.Scalar scalar) {
        if (scalar.pointer().contains("/beans/")) {
            report(scalar.line(), "`beans` constructs arbitrary classes", "Remove it; use a bean of the gateway");
        }
        if (scalar.value().contains("#class:") || scalar.value().contains("#type:")) {
            report(scalar.line(), "an option that constructs or looks up a class", "Name a bean with `#bean:`");
        }
        if (scalar.value().strip().startsWith("resource:")) {
            report(scalar.line(), "an expression that stands in another place", "Write it here");
        }
        language(scalar.pointer())
                .ifPresent(language -> report(
                        scalar.line(),
                        "the language `" + language + "` can do anything",
                        "Use simple, constant, header or jsonpath; let a bean of the gateway do the rest"));
    }

    private static Optional<String> language(String pointer) {
        if (pointer.contains("/parameters/")) {
            return Optional.empty();
        }
        if (pointer.contains("/method") && !pointer.contains("/bean/method")) {
            return Optional.of("method");
        }
        return LANGUAGES.stream()
                .filter(language -> (pointer + "/").contains("/" + language + "/"))
                .findFirst();
    }

    private void checkRoutes() {
        for (int i = 0; i < yaml.json().size(); i++) {
            for (String word : List.of("route", "routeTemplate")) {
                if (yaml.json().get(i) != null && yaml.json().get(i).has(word)) {
                    require("/" + i + "/" + word, "id", "Give it an id: the name in logs, metrics and messages");
                    require("/" + i + "/" + word, "description", "Say in one sentence what it is for");
                }
            }
        }
    }

    private void require(String pointer, String key, String remedy) {
        if (!yaml.json().at(pointer).has(key)) {
            report(yaml.line(pointer), "the route has no " + key, remedy);
        }
    }

    private void checkScalar(RouteYaml.Scalar scalar) {
        if (REACHING.matcher(scalar.value()).find()) {
            report(
                    scalar.line(),
                    "the expression reaches into the exchange",
                    "Use body, header, exchangeProperty or variable");
        }
        checkSecrets(scalar);
        if (isAddress(scalar)) {
            checkAddress(scalar);
        }
        if (isHeaderName(scalar) && REDIRECTING.contains(scalar.value().toLowerCase(java.util.Locale.ROOT))) {
            report(
                    scalar.line(),
                    "the header `" + scalar.value() + "` redirects a call",
                    "Write the address or method where the call stands");
        }
    }

    private void checkSecrets(RouteYaml.Scalar scalar) {
        if (BEAN.matcher(scalar.value()).find()) {
            report(
                    scalar.line(),
                    "the expression calls a bean",
                    "Call it with a step; for a secret write `${bean:secretText?method=of('NAME')}` in setHeader");
        } else if (showsSecret(scalar) && !isHeaderValue(scalar)) {
            report(scalar.line(), "a secret where others can see it", "Set a header with it just before the call");
        }
        if (SECRET_SETTING.matcher(scalar.value()).find() && !file.startsWith(RouteSet.SECRETS)) {
            report(
                    scalar.line(),
                    "a setting of serai.secrets, which opens all secrets",
                    "Ask for the one secret with `${bean:secretText?method=of('NAME')}` in setHeader");
        }
    }

    /** Of an address more is said below. */
    private static boolean showsSecret(RouteYaml.Scalar scalar) {
        return SECRET_TEXT.matcher(scalar.value()).find()
                || (SECRET.matcher(scalar.value()).find() && !isAddress(scalar));
    }

    private static boolean isHeaderValue(RouteYaml.Scalar scalar) {
        return scalar.pointer().contains("/setHeader/") || scalar.pointer().contains("/setHeaders/");
    }

    private static boolean isHeaderName(RouteYaml.Scalar scalar) {
        return scalar.pointer().matches(".*/(setHeader|setProperty)/name")
                || scalar.pointer().matches(".*/setHeaders/headers/\\d+/name");
    }

    private static boolean isAddress(RouteYaml.Scalar scalar) {
        return scalar.key().equals("uri")
                || scalar.key().equals("from")
                || scalar.key().equals("to")
                || scalar.pointer().contains("/parameters/");
    }

    private void checkAddress(RouteYaml.Scalar scalar) {
        if (SECRET.matcher(scalar.value()).find()) {
            report(
                    scalar.line(),
                    "a secret in an address freezes its value and shows up in logs",
                    "Set a header with `${bean:secretText?method=of('NAME')}` before the call");
        }
        if (METHODS_WITH_SPACE.matcher(scalar.value()).find()
                || (scalar.key().equals("httpMethodRestrict") && scalar.value().matches(".*\\s.*"))) {
            report(
                    scalar.line(),
                    "a space in httpMethodRestrict, on which HTTP servers differ",
                    "Separate the methods by commas alone");
        }
        if (isConsumer(scalar) && scalar.value().strip().startsWith("{{")) {
            report(
                    scalar.line(),
                    "the check cannot see what this consumes from",
                    "Write the scheme of the address out, such as `kafka:{{topic}}`");
        }
        if (isConsumer(scalar) && scalar.value().strip().startsWith("platform-http") && !file.equals(RouteSet.EDGE)) {
            report(
                    scalar.line(),
                    "HTTP is consumed outside " + RouteSet.EDGE,
                    "Move the consumer there, and call this route with `direct:`");
        }
    }

    private static boolean isConsumer(RouteYaml.Scalar scalar) {
        return scalar.pointer().endsWith("/from/uri") || scalar.pointer().endsWith("/from");
    }

    private void report(int line, String problem, String remedy) {
        findings.add(new Finding(file, line, problem, remedy));
    }
}
