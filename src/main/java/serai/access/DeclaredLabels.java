package serai.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Sha256;

/** The labels that a policy file declares. */
final class DeclaredLabels implements LabelSchema {

    private static final int VERSION_DIGITS = 16;

    private final Map<String, LabelType> types;
    private final String version;

    DeclaredLabels(Map<String, LabelType> types) {
        this.types = Collections.unmodifiableMap(new TreeMap<>(types));
        this.version = Sha256.hex(this.types.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, VERSION_DIGITS);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Map<String, LabelType> types() {
        return types;
    }

    @Override
    public Labels check(Map<String, ?> values) {
        List<String> mistakes = new ArrayList<>();
        Map<String, Object> checked = new TreeMap<>();
        types.forEach((name, type) -> Optional.ofNullable(values.get(name))
                .flatMap(value -> ValueReader.typedOrText(type, value))
                .ifPresentOrElse(
                        value -> checked.put(name, value),
                        () -> mistakes.add("label '" + name + "' must be given as " + type.keyword())));
        long unknown = values.keySet().stream()
                .filter(name -> !types.containsKey(name))
                .count();
        if (unknown > 0) {
            mistakes.add(unknown + " label(s) are not declared by the policy; it declares "
                    + String.join(", ", types.keySet()));
        }
        if (!mistakes.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, String.join("; ", mistakes));
        }
        return new Labels(checked, version);
    }
}
