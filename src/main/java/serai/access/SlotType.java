package serai.access;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.List;

/** The types of value that a slot may put into a filter. */
enum SlotType {
    INT(SimpleType.INT),
    BOOL(SimpleType.BOOL),
    STRING(SimpleType.STRING),
    INTS(ListType.create(SimpleType.INT)),
    STRINGS(ListType.create(SimpleType.STRING));

    private final CelType type;

    SlotType(CelType type) {
        this.type = type;
    }

    CelType celType() {
        return type;
    }

    /** Whether a value is of this type, whatever the checker said of the expression. */
    boolean admits(Object value) {
        return switch (this) {
            case INT -> value instanceof Long;
            case BOOL -> value instanceof Boolean;
            case STRING -> value instanceof String;
            case INTS -> value instanceof List<?> list && list.stream().allMatch(Long.class::isInstance);
            case STRINGS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        };
    }
}
