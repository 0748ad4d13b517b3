package serai.secrets.routes;

import java.util.Map;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.LifecycleAwareSessionManager;
import org.springframework.vault.authentication.SessionManager;
import org.springframework.vault.client.VaultHttpHeaders;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestOperations;

/**
 * The token that requests carry: made by the first, renewed before it ends, and made anew when Vault no longer knows it,
 * as after a revocation or when it may not be renewed.
 */
final class VaultSession implements SessionManager {

    private final ClientAuthentication login;
    private final TaskScheduler renewals;
    private final RestOperations vault;
    private volatile LifecycleAwareSessionManager session;

    VaultSession(ClientAuthentication login, TaskScheduler renewals, RestOperations vault) {
        this.login = login;
        this.renewals = renewals;
        this.vault = vault;
        this.session = begin(login, renewals, vault);
    }

    private static LifecycleAwareSessionManager begin(
            ClientAuthentication login, TaskScheduler renewals, RestOperations vault) {
        return new LifecycleAwareSessionManager(login, renewals, vault);
    }

    @Override
    public VaultToken getSessionToken() {
        return session.getSessionToken();
    }

    /**
     * Logs in again if Vault does not know this token any more; one that it knows was simply refused.
     *
     * @return whether another try makes sense
     */
    synchronized boolean replaced(VaultToken refused) {
        if (!session.getSessionToken().equals(refused)) {
            return true;
        }
        if (isKnown(refused)) {
            return false;
        }
        session = begin(login, renewals, vault);
        return !session.getSessionToken().equals(refused);
    }

    private boolean isKnown(VaultToken token) {
        try {
            vault.exchange(
                    "auth/token/lookup-self",
                    HttpMethod.GET,
                    new HttpEntity<>(VaultHttpHeaders.from(token)),
                    Map.class);
            return true;
        } catch (HttpClientErrorException.Forbidden e) {
            return false;
        }
    }

    void close() {
        session.destroy();
    }
}
