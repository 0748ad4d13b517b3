package serai.edge;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What one HTTP route answers: a path, its methods and the media types of its body. Immutable. */
final class EdgeCall {

    private final EdgeConsumer consumer;
    private final PathPattern path;
    private final Set<String> methods;
    private final List<MediaType> bodies;

    /** As the URI of the consumer's endpoint says. */
    EdgeCall(EdgeConsumer consumer) {
        PlatformHttpEndpoint endpoint = consumer.getEndpoint();
        this.consumer = consumer;
        this.path = PathPatternParser.defaultInstance.parse(endpoint.getPath());
        this.methods = Set.copyOf(Arrays.asList(endpoint.getHttpMethodRestrict().split(",")));
        this.bodies = endpoint.getConsumes() == null ? List.of() : MediaType.parseMediaTypes(endpoint.getConsumes());
    }

    /** The variables of a path that is of this call; null for any other. */
    @Nullable
    Map<String, String> match(PathContainer requested) {
        PathPattern.PathMatchInfo match = path.matchAndExtract(requested);
        return match == null ? null : match.getUriVariables();
    }

    Set<String> methods() {
        return methods;
    }

    /** Whether a body of this type is taken; a body without a type never is. */
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
