package serai.edge;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What one HTTP route answers: a path, its methods and the media types of its body. Immutable. */
final class EdgeCall {

    /** Where all calls are: the servlet sees no other. */
    static final String ROOT = "/v1/";

    static final Comparator<EdgeCall> MOST_SPECIFIC_FIRST = Comparator.comparing(call -> call.path);

    private final EdgeConsumer consumer;
    private final PathPattern path;
    private final Set<String> methods;
    private final List<MediaType> bodies;

    /**
     * As the URI of the consumer's endpoint says.
     *
     * @throws IllegalArgumentException when its path is outside {@link #ROOT}, or it names no methods
     */
    EdgeCall(EdgeConsumer consumer) {
        PlatformHttpEndpoint endpoint = consumer.getEndpoint();
        if (!endpoint.getPath().startsWith(ROOT)) {
            throw new IllegalArgumentException("platform-http:" + endpoint.getPath() + " must begin with " + ROOT);
        }
        if (endpoint.getHttpMethodRestrict() == null) {
            throw new IllegalArgumentException("platform-http:" + endpoint.getPath() + " needs httpMethodRestrict");
        }
        this.consumer = consumer;
        this.path = PathPatternParser.defaultInstance.parse(endpoint.getPath());
        this.methods = Arrays.stream(endpoint.getHttpMethodRestrict().split(",", -1))
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet());
        this.bodies = endpoint.getConsumes() == null ? List.of() : MediaType.parseMediaTypes(endpoint.getConsumes());
    }

    /** The variables of a path that is of this call; null for any other. */
    @Nullable
    Map<String, String> match(PathContainer requested) {
        PathPattern.PathMatchInfo match = path.matchAndExtract(requested);
        return match == null ? null : match.getUriVariables();
    }

    String path() {
        return path.getPatternString();
    }

    Set<String> methods() {
        return methods;
    }

    /** Whether a body of this type is taken; a body without a type is not, where a type is asked for. */
    boolean takes(@Nullable String contentType) {
        return bodies.isEmpty()
                || (contentType != null
                        && bodies.stream().anyMatch(type -> type.includes(MediaType.parseMediaType(contentType))));
    }

    boolean replaces(EdgeCall other) {
        return path.equals(other.path) && methods.equals(other.methods);
    }

    EdgeConsumer consumer() {
        return consumer;
    }
}
