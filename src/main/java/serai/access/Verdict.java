package serai.access;

import serai.access.ResourceFilter.Clause;

/**
 * For which documents an expression holds and for which it fails; for the others it is false.
 *
 * <p>CEL's {@code &&} and {@code ||} absorb the failure of one side when the other side alone settles the result, so a
 * failure is a third truth value (Kleene's) and must be followed to the end. The two clauses never overlap. Clauses about
 * failures multiply in a deeply nested rule; beyond a bound the rule counts as failed for every document, which denies.
 */
record Verdict(Clause holds, Clause fails) {

    private static final int MAX_CLAUSES = 4_096;

    static Verdict of(Clause holds) {
        return new Verdict(holds, Clauses.NONE);
    }

    static Verdict failing(Clause fails) {
        return new Verdict(Clauses.NONE, fails);
    }

    Verdict and(Verdict that) {
        return bounded(
                Clauses.and(holds, that.holds),
                Clauses.or(
                        Clauses.and(fails, Clauses.or(that.holds, that.fails)),
                        Clauses.and(that.fails, Clauses.or(holds, fails))));
    }

    Verdict or(Verdict that) {
        return bounded(
                Clauses.or(holds, that.holds),
                Clauses.or(Clauses.and(fails, Clauses.not(that.holds)), Clauses.and(that.fails, Clauses.not(holds))));
    }

    Verdict not() {
        return bounded(Clauses.and(Clauses.not(holds), Clauses.not(fails)), fails);
    }

    private static Verdict bounded(Clause holds, Clause fails) {
        boolean certain = fails instanceof ResourceFilter.None;
        boolean tooMany = !certain && Clauses.count(holds) + Clauses.count(fails) > MAX_CLAUSES;
        return tooMany ? failing(Clauses.ALL) : new Verdict(holds, fails);
    }
}
