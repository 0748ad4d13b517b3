package serai.secrets.routes;

import org.springframework.vault.VaultException;
import org.springframework.vault.core.RestOperationsCallback;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.client.HttpClientErrorException;

/** Vault as Camel's component uses it, with one more try when the token has ended. */
final class SessionVault extends VaultTemplate {

    private final VaultSession session;

    SessionVault(VaultHttp http, VaultSession session) {
        super(http.builder(), session);
        this.session = session;
    }

    @Override
    public <T> T doWithSession(RestOperationsCallback<T> request) {
        VaultToken token = session.getSessionToken();
        try {
            return super.doWithSession(request);
        } catch (VaultException e) {
            if (e.getCause() instanceof HttpClientErrorException.Forbidden && session.replaced(token)) {
                return super.doWithSession(request);
            }
            throw e;
        }
    }
}
