package serai.access;

import serai.access.ResourceFilter.Clause;

/**
 * For which documents an expression holds and for which it fails; for the others it is false.
 *
 * <p>CEL's {@code &&} and {@code ||} absorb the failure of one side when the other side alone settles the result, so a
 * failure is a third truth value (Kleene's) and must be followed to the end. The two clauses never overlap.
 */
record Verdict(Clause holds, Clause fails) {

    static Verdict of(Clause holds) {
        return new Verdict(holds, Clauses.NONE);
    }

    static Verdict failing(Clause fails) {
        return new Verdict(Clauses.NONE, fails);
    }

    Verdict and(Verdict that) {
        return new Verdict(
                Clauses.and(holds, that.holds),
                Clauses.or(
                        Clauses.and(fails, Clauses.or(that.holds, that.fails)),
                        Clauses.and(that.fails, Clauses.or(holds, fails))));
    }

    Verdict or(Verdict that) {
        return new Verdict(
                Clauses.or(holds, that.holds),
                Clauses.or(Clauses.and(fails, Clauses.not(that.holds)), Clauses.and(that.fails, Clauses.not(holds))));
    }

    Verdict not() {
        return new Verdict(Clauses.and(Clauses.not(holds), Clauses.not(fails)), fails);
    }
}
