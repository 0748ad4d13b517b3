package serai.secrets.routes;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.vault.authentication.VaultLoginException;
import org.springframework.web.client.HttpStatusCodeException;
import serai.secrets.SecretBackendException.Reason;

/** The beans of {@code vault.camel.yaml}. */
final class VaultClients {

    private VaultClients() {}

    static BackendClients connect(VaultSettings settings) {
        VaultHttp http = VaultHttp.of(settings);
        ThreadPoolTaskScheduler renewals = renewals();
        VaultSession session = new VaultSession(VaultLogin.of(settings, http.plain()), renewals, http.plain());
        SessionVault vault = new SessionVault(http, session);
        return new BackendClients(
                settings.prefix(),
                Values.limit(settings.connectTimeout(), settings.answerTimeout()),
                Map.of(
                        "vault", vault,
                        "vaultValue", new VaultValue(),
                        "vaultDescription", new VaultDescription(vault, settings.mount(), Clock.systemUTC()),
                        "vaultWrite", new VaultWrite(vault, settings.mount())),
                Map.of("serai.secrets.vault.mount", settings.mount()),
                VaultClients::understand,
                () -> {
                    session.close();
                    renewals.shutdown();
                    http.close();
                });
    }

    private static ThreadPoolTaskScheduler renewals() {
        ThreadPoolTaskScheduler renewals = new ThreadPoolTaskScheduler();
        renewals.setThreadNamePrefix("vault-token");
        renewals.setDaemon(true);
        renewals.initialize();
        return renewals;
    }

    private static Optional<Refusal> understand(Throwable failure) {
        if (failure instanceof VaultLoginException && failure.getCause() instanceof HttpStatusCodeException login) {
            int status = login.getStatusCode().value();
            return Optional.of(
                    status < 500 && status != 429
                            ? Refusal.of(Reason.DENIED, "login: HTTP " + status)
                            : Refusal.ofStatus(status, retryAfter(login)));
        }
        return failure instanceof HttpStatusCodeException answer
                ? Optional.of(Refusal.ofStatus(answer.getStatusCode().value(), retryAfter(answer)))
                : Optional.empty();
    }

    private static Optional<String> retryAfter(HttpStatusCodeException answer) {
        return Optional.ofNullable(answer.getResponseHeaders()).map(headers -> headers.getFirst("Retry-After"));
    }
}
