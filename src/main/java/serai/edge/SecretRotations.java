package serai.edge;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import serai.audit.AuditEvent;
import serai.audit.AuditLog;
import serai.intake.Incoming;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;
import serai.secrets.Rotation;
import serai.secrets.RotationStatus;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretEvent;
import serai.secrets.SecretUnavailableException;

/** The step {@code secretRotations}: begins, undoes and tells of rotations. Thread-safe. */
public final class SecretRotations {

    /** The scope that a caller needs to begin or undo one. */
    static final String SCOPE = "secrets.rotate";

    private final Requests requests;
    private final Rotation general;
    private final List<Rotation> rotations;
    private final AuditLog audit;

    /**
     * @param general for every secret that none of the others names
     * @param rotations all of them, of which each has secrets of its own
     */
    SecretRotations(Requests requests, Rotation general, List<Rotation> rotations, AuditLog audit) {
        this.requests = requests;
        this.general = general;
        this.rotations = List.copyOf(rotations);
        this.audit = audit;
    }

    /** How far the rotation of a secret has come, and all before it. */
    public RotationBody find(Exchange exchange) {
        Requests.demandScope(requests.bare(exchange).caller().subject(), SecretRequests.SCOPE, "This");
        String name = SecretRequests.named(exchange);
        return body(() -> rotation(name).status(name));
    }

    /** Begins the rotation of a secret; of one that somebody else rotates, reads it again. */
    public RotationBody start(Exchange exchange) {
        String name = demanded(requests.json(exchange), exchange, "start");
        return body(() -> rotation(name).start(name));
    }

    /**
     * Undoes the rotation that is under way.
     *
     * @throws ProblemException {@link ProblemType#CONFLICT} when none is
     */
    public RotationBody abort(Exchange exchange) {
        String name = demanded(requests.bare(exchange), exchange, "abort");
        return body(() -> {
            Rotation rotation = rotation(name);
            String version = rotation.status(name)
                    .underWay()
                    .orElseThrow(() -> new IllegalStateException("no rotation of '" + name + "' is under way"));
            return rotation.abort(name, version);
        });
    }

    /** Who asked goes on record before anything happens. */
    private String demanded(Incoming incoming, Exchange exchange, String what) {
        Subject caller = incoming.caller().subject();
        Requests.demandScope(caller, SCOPE, "This");
        String name = SecretRequests.named(exchange);
        audit.append(new AuditEvent(
                AuditEvent.Kind.SECRET,
                incoming.request(),
                caller,
                Map.of("event", SecretEvent.Kind.ROTATION.word(), "secret", name, "asked", what)));
        return name;
    }

    private Rotation rotation(String secret) {
        return rotations.stream()
                .filter(rotation -> rotation.names().contains(secret))
                .findFirst()
                .orElse(general);
    }

    private static RotationBody body(Supplier<RotationStatus> step) {
        try {
            return RotationBody.of(step.get());
        } catch (SecretBackendException e) {
            boolean missing = e.reason() == SecretBackendException.Reason.MISSING;
            throw new ProblemException(
                    missing ? ProblemType.NOT_FOUND : ProblemType.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        } catch (SecretUnavailableException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()), e);
        } catch (IllegalStateException e) {
            throw new ProblemException(ProblemType.CONFLICT, String.valueOf(e.getMessage()), e);
        }
    }
}
