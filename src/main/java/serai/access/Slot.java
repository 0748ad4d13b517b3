package serai.access;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Optional;

/** A part of a rule that does not depend on the document: evaluated once for each caller. */
final class Slot {

    private final Program program;
    private final SlotType type;

    Slot(Program program, SlotType type) {
        this.program = program;
        this.type = type;
    }

    /** The value for this caller; empty when the evaluation fails or yields another type. */
    Optional<Object> read(Variables variables) {
        try {
            return Optional.of(program.eval(variables)).filter(type::admits);
        } catch (CelEvaluationException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
