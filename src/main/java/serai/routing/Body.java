package serai.routing;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be in the body at one point of a route.
 *
 * @param kinds the classes it can be of; {@code Object} stands for whatever no guard made, none for a point that is
 *     never reached
 * @param cleanHeaders whether headers that could redirect a producer were removed on every way here
 */
record Body(Set<Class<?>> kinds, boolean cleanHeaders) {

    /** Nothing arrives here. */
    static final Body NEVER = new Body(Set.of(), true);

    /** Whatever came from outside or was computed. */
    static final Body UNCHECKED = new Body(Set.of(Object.class), false);

    Body {
        kinds = Set.copyOf(kinds);
    }

    static Body of(Class<?> kind) {
        return new Body(Set.of(kind), false);
    }

    /** Either of the two. */
    Body or(Body other) {
        Set<Class<?>> union = new LinkedHashSet<>(kinds);
        union.addAll(other.kinds);
        return new Body(union, cleanHeaders && other.cleanHeaders);
    }

    Body withKinds(Set<Class<?>> changed) {
        return new Body(changed, cleanHeaders);
    }

    Body withCleanHeaders(boolean clean) {
        return new Body(kinds, clean);
    }

    /** Something that no guard made, whatever it was before. */
    Body replaced() {
        return isNever() ? this : withKinds(Set.of(Object.class));
    }

    boolean isNever() {
        return kinds.isEmpty();
    }

    boolean isStage() {
        return kinds.stream().anyMatch(StageBeans::isStage);
    }

    /** Whether nothing but a stage can be here. */
    boolean isOnlyStages() {
        return kinds.stream().allMatch(StageBeans::isStage);
    }

    /** For messages: {@code ScrubbedQuery}, {@code Query or Draft}, {@code an unchecked body}. */
    String words() {
        Stream<String> names = kinds.stream()
                .sorted(Comparator.comparing(kind -> kind == Object.class ? "~" : kind.getSimpleName()))
                .map(kind -> kind == Object.class ? "an unchecked body" : kind.getSimpleName());
        return isNever() ? "nothing" : names.collect(Collectors.joining(" or "));
    }
}
