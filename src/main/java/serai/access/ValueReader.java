package serai.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads values of a declared type from JSON, YAML, claims and the command line. */
final class ValueReader {

    private ValueReader() {}

    /** The value as JSON types it: a string of digits is no number, a number with a fraction no integer. */
    static Optional<Object> typed(LabelType type, Object raw) {
        return switch (type) {
            case INT -> integer(raw);
            case BOOL, STRING -> Optional.of(raw).filter(type::admits);
            case STRINGS -> raw instanceof Collection<?> list ? strings(list.stream()) : Optional.empty();
        };
    }

    /** Like {@link #typed}, and from text: {@code 3}, {@code true}, {@code trade,hr}, the empty text for no values. */
    static Optional<Object> typedOrText(LabelType type, Object raw) {
        if (!(raw instanceof String text)) {
            return typed(type, raw);
        }
        return switch (type) {
            case INT -> parseLong(text.strip());
            case BOOL -> parseBoolean(text.strip());
            case STRING -> typed(type, text);
            case STRINGS ->
                text.isBlank()
                        ? Optional.of(List.of())
                        : strings(Stream.of(text.split(",", -1)).map(String::strip));
        };
    }

    private static Optional<Object> integer(Object raw) {
        return switch (raw) {
            case Long value -> Optional.of(value);
            case Integer value -> Optional.of(value.longValue());
            case Short value -> Optional.of(value.longValue());
            default -> Optional.empty();
        };
    }

    private static Optional<Object> parseLong(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> parseBoolean(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> strings(Stream<?> elements) {
        List<?> list = elements.distinct().toList();
        if (!LabelType.STRINGS.admits(list)) {
            return Optional.empty();
        }
        return Optional.of(list.stream().map(String.class::cast).sorted().toList());
    }
}
