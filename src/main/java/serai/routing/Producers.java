package serai.routing;

import java.util.Optional;
import java.util.Set;

/** What an endpoint that leaves the routes must heed. */
final class Producers {

    private static final Set<String> REFUSED = Set.of(
            "bean",
            "class",
            "language",
            "controlbus",
            "ref",
            "stub",
            "mock",
            "dataset",
            "dataset-test",
            "xslt",
            "saga",
            "rest",
            "rest-api",
            "validator",
            "browse",
            "scheduler",
            "timer");

    /** What is wrong with an endpoint, and what to do. */
    record Problem(String problem, String remedy) {}

    private Producers() {}

    static Optional<Problem> check(String uri, Body in) {
        String scheme = Addresses.scheme(uri);
        if (REFUSED.contains(scheme)) {
            return Optional.of(new Problem("`" + scheme + ":` is refused", "Use a step, `direct:` or a real endpoint"));
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        if (Addresses.options(uri).contains("followRedirects=true")) {
            return Optional.of(
                    new Problem("redirects would carry credentials to another host", "Remove followRedirects"));
        }
        return in.cleanHeaders()
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                "a header such as CamelHttpUri could send this call elsewhere",
                                "Insert `removeHeaders: {pattern: \"Camel*\"}` before it, and set what the call needs after that"));
    }
}
