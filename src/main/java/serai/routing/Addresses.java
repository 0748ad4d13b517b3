package serai.routing;

/** Takes Camel's endpoint URIs apart. */
final class Addresses {

    private Addresses() {}

    /** Without options and slashes: {@code direct://a?block=true} is {@code direct:a}. */
    static String base(String uri) {
        String bare = uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
        String scheme = scheme(bare);
        String rest = bare.substring(Math.min(bare.length(), scheme.length() + 1));
        return scheme + ":" + (isInternal(scheme) ? rest.replaceFirst("^/+", "") : rest);
    }

    static String scheme(String uri) {
        return uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
    }

    static String options(String uri) {
        return uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "";
    }

    /** Whether an endpoint stays inside the routes. */
    static boolean isInternal(String scheme) {
        return scheme.equals("direct") || scheme.equals("kamelet") || scheme.equals("log");
    }
}
