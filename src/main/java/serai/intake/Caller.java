package serai.intake;

import static java.util.Objects.requireNonNull;

import serai.query.Subject;

/** A caller whose credential was verified: only this package makes one, from a token or the local credential. */
public final class Caller {

    private final Subject subject;

    Caller(Subject subject) {
        this.subject = requireNonNull(subject);
    }

    public Subject subject() {
        return subject;
    }

    @Override
    public String toString() {
        return "Caller[" + subject + "]";
    }
}
