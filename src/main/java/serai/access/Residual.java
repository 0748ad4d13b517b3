package serai.access;

import java.util.function.Function;
import serai.access.ResourceFilter.Clause;

/** A rule split into what depends on the caller, as slots, and what a store can decide about a document. */
sealed interface Residual {

    /** The rule for one caller. */
    Verdict instantiate(Variables variables);

    /** Does not depend on the caller. */
    record Fixed(Clause clause) implements Residual {
        @Override
        public Verdict instantiate(Variables variables) {
            return Verdict.of(clause);
        }
    }

    /**
     * Becomes a clause with the value of the slot.
     *
     * @param used the documents for which CEL evaluates the slot, thus those for which a failing slot fails the rule
     */
    record Filled(Slot slot, Clause used, Function<Object, Clause> clause) implements Residual {
        @Override
        public Verdict instantiate(Variables variables) {
            return slot.read(variables).map(clause).map(Verdict::of).orElseGet(() -> Verdict.failing(used));
        }
    }

    record Both(Residual left, Residual right) implements Residual {
        @Override
        public Verdict instantiate(Variables variables) {
            return left.instantiate(variables).and(right.instantiate(variables));
        }
    }

    record Either(Residual left, Residual right) implements Residual {
        @Override
        public Verdict instantiate(Variables variables) {
            return left.instantiate(variables).or(right.instantiate(variables));
        }
    }

    record Inverse(Residual part) implements Residual {
        @Override
        public Verdict instantiate(Variables variables) {
            return part.instantiate(variables).not();
        }
    }
}
