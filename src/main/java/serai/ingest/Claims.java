package serai.ingest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Tenant;

/** Lets one change of a document run at a time; a second one is refused rather than queued. */
final class Claims {

    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();

    private record Claim(Tenant tenant, DocumentId id) {}

    /**
     * Runs a change alone.
     *
     * @throws ProblemException {@link ProblemType#CONFLICT} when another one runs
     */
    <T> T alone(Tenant tenant, DocumentId id, Supplier<T> change) {
        Claim claim = new Claim(tenant, id);
        if (!claims.add(claim)) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "the document is being changed by another request; try again");
        }
        try {
            return change.get();
        } finally {
            claims.remove(claim);
        }
    }
}
