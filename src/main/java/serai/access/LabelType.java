package serai.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The type of a label or of a subject attribute. */
public enum LabelType {
    INT("int"),
    BOOL("bool"),
    STRING("string"),
    STRINGS("list<string>");

    private static final int MAX_TEXT = 256;
    private static final int MAX_VALUES = 1_000;

    private final String keyword;

    LabelType(String keyword) {
        this.keyword = keyword;
    }

    /** The name of the type in a policy file. */
    public String keyword() {
        return keyword;
    }

    static Optional<LabelType> of(String keyword) {
        return Arrays.stream(values())
                .filter(type -> type.keyword.equals(keyword))
                .findFirst();
    }

    /**
     * Whether a value is one of this type: {@code Long}, {@code Boolean}, a text of at most 256 characters, or a list
     * of at most 1,000 non-empty texts.
     */
    boolean admits(Object value) {
        return switch (this) {
            case INT -> value instanceof Long;
            case BOOL -> value instanceof Boolean;
            case STRING -> value instanceof String text && isText(text);
            case STRINGS -> value instanceof List<?> list && list.size() <= MAX_VALUES && isTexts(list);
        };
    }

    private static boolean isTexts(List<?> list) {
        for (Object element : list) {
            if (!(element instanceof String text) || text.isEmpty() || !isText(text)) {
                return false;
            }
        }
        return true;
    }

    /** Unpaired surrogates have no UTF-8 form: a store would keep, and match, another text than the policy sees. */
    private static boolean isText(String text) {
        if (text.length() > MAX_TEXT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || ++i == text.length()
                        || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
