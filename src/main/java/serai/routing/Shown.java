package serai.routing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.SetVariablesDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.TransformDefinition;
import org.apache.camel.model.language.ExpressionDefinition;

/**
 * What the expressions of a step show to others.
 *
 * <p>The accessors of a stage are public, so that steps can use them: an expression could copy a question or a passage to
 * where no guard looks. A log is public to all who operate the gateway, whatever the body.
 */
final class Shown {

    private static final Set<String> READS_NO_BODY =
            Set.of("simple", "constant", "header", "variable", "exchangeProperty");
    private static final String REQUEST = "body\\??\\.request\\??\\.(?:requestId|traceparent|receivedAt|deadline)";
    private static final Pattern OF_REQUEST = Pattern.compile("\\$(?:simple)?\\{\\s*(?:in\\.)?" + REQUEST + "\\s*}");
    private static final Pattern OF_BODY = Pattern.compile(
            "\\$(?:simple)?\\{[^}]*?(?:body(?!Type)|messageAs|prettyMessage)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIT_FOR_A_LOG = Pattern.compile("\\$(?:simple)?\\{\\s*(?:" + REQUEST
            + "|bodyType|id|exchangeId|routeId|fromRouteId|routeGroup|stepId|threadId|threadName|messageTimestamp|date:[^}]*"
            + "|header[.:](?:x-request-id|traceparent|CamelHttpResponseCode|CamelRedeliveryCounter))\\s*}");
    private static final Pattern WHOLE_BODY = Pattern.compile("\\$(?:simple)?\\{\\s*body\\s*}");
    private static final Pattern FUNCTION = Pattern.compile("\\$(?:simple)?\\{");

    private Shown() {}

    /** Whether a step other than a log takes something out of the stage that arrives. */
    static boolean takesFromStage(ProcessorDefinition<?> step) {
        return texts(step)
                        .anyMatch(
                                text -> OF_BODY.matcher(OF_REQUEST.matcher(text).replaceAll(""))
                                        .find())
                || expressions(step).anyMatch(expression -> !READS_NO_BODY.contains(expression.getLanguage()));
    }

    private static Stream<String> texts(ProcessorDefinition<?> step) {
        Stream<String> expressions = expressions(step).map(expression -> String.valueOf(expression.getExpression()));
        return step instanceof ThrowExceptionDefinition thrown
                ? Stream.concat(expressions, Stream.of(String.valueOf(thrown.getMessage())))
                : expressions;
    }

    /** Those whose value stays behind; a condition shows nothing. */
    private static Stream<ExpressionDefinition> expressions(ProcessorDefinition<?> step) {
        List<? extends ExpressionNode> nodes = switch (step) {
            case SetHeaderDefinition s -> List.of(s);
            case SetPropertyDefinition s -> List.of(s);
            case SetVariableDefinition s -> List.of(s);
            case SetBodyDefinition s -> List.of(s);
            case TransformDefinition s -> List.of(s);
            case SetHeadersDefinition s -> s.getHeaders();
            case SetVariablesDefinition s -> s.getVariables();
            default -> List.of();
        };
        return nodes.stream().flatMap(node -> Optional.ofNullable(node.getExpression()).stream());
    }

    /** Whether a log line holds more than ids, times and, where it is a stage, the name of the body. */
    static boolean tellsTooMuch(LogDefinition log, boolean stage) {
        String text = log.getMessage() + " " + log.getLogName();
        String rest = FIT_FOR_A_LOG.matcher(text).replaceAll("");
        return FUNCTION.matcher(stage ? WHOLE_BODY.matcher(rest).replaceAll("") : rest)
                .find();
    }
}
