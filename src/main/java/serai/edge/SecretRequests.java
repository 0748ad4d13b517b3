package serai.edge;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import serai.audit.AuditEvent;
import serai.audit.AuditLog;
import serai.audit.AuditReceipt;
import serai.intake.Incoming;
import serai.intake.LocalCredential;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;
import serai.secrets.Secret;
import serai.secrets.SecretEvent;
import serai.secrets.SecretStatus;
import serai.secrets.SecretStatuses;
import serai.secrets.SecretUnavailableException;
import serai.secrets.Secrets;

/** The step {@code secretRequests}: how secrets are doing and, for the operator at this machine, a value. Thread-safe. */
public final class SecretRequests {

    /** The scope that a caller needs to see names, versions and ages. */
    static final String SCOPE = "secrets.read";

    private final Requests requests;
    private final Secrets secrets;
    private final SecretStatuses statuses;
    private final AuditLog audit;

    SecretRequests(Requests requests, Secrets secrets, SecretStatuses statuses, AuditLog audit) {
        this.requests = requests;
        this.secrets = secrets;
        this.statuses = statuses;
        this.audit = audit;
    }

    /** Every secret in use. */
    public SecretsBody list(Exchange exchange) {
        demandScope(requests.bare(exchange).caller().subject());
        return new SecretsBody(statuses.statuses().stream().map(SecretBody::of).toList());
    }

    /**
     * One secret, which is read if it was not in use yet.
     *
     * @throws ProblemException {@link ProblemType#NOT_FOUND} when it cannot be had; the detail says why
     */
    public SecretBody find(Exchange exchange) {
        demandScope(requests.bare(exchange).caller().subject());
        String name = named(exchange);
        secret(name);
        return SecretBody.of(status(name));
    }

    /**
     * The value of one secret; a record says who was shown which version before it leaves.
     *
     * @throws ProblemException {@link ProblemType#FORBIDDEN} for all but the local credential
     */
    public RevealedSecret reveal(Exchange exchange) {
        Incoming incoming = requests.json(exchange);
        Subject caller = incoming.caller().subject();
        demandScope(caller);
        if (!caller.issuer().equals(LocalCredential.ISSUER)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "A value is shown only at the gateway's own machine: serai secrets get.");
        }
        String name = named(exchange);
        Secret secret = secret(name);
        AuditReceipt receipt = audit.append(new AuditEvent(
                AuditEvent.Kind.SECRET,
                incoming.request(),
                caller,
                Map.of(
                        "event",
                        SecretEvent.Kind.REVEAL.word(),
                        "secret",
                        name,
                        "backend",
                        status(name).backend(),
                        "version",
                        secret.version())));
        return new RevealedSecret(secret, receipt.id());
    }

    private static void demandScope(Subject caller) {
        Requests.demandScope(caller, SCOPE, "Looking after secrets");
    }

    private Secret secret(String name) {
        try {
            return secrets.get(name);
        } catch (SecretUnavailableException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    private SecretStatus status(String name) {
        return statuses.statuses().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such secret."));
    }

    /** The secret in the path, which goes on record: nothing but a name does. */
    static String named(Exchange exchange) {
        String name = Requests.variable(exchange, "name");
        if (!Secrets.isName(name)) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "A secret is named by 1 to 63 lower-case letters, digits and dashes.");
        }
        return name;
    }

    /** All secrets in use. */
    record SecretsBody(List<SecretBody> secrets) {}

    /** A value on its way to the operator; shows none. */
    static final class RevealedSecret {

        private final Secret secret;
        private final String receipt;

        RevealedSecret(Secret secret, String receipt) {
            this.secret = secret;
            this.receipt = receipt;
        }

        Map<String, Object> body() {
            return secret.use(value -> Map.of(
                    "value", Base64.getEncoder().encodeToString(value),
                    "version", secret.version(),
                    "receipt", receipt));
        }
    }
}
