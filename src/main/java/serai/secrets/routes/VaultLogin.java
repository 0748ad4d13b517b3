package serai.secrets.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.springframework.vault.authentication.AppRoleAuthentication;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.RoleId;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.SecretId;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.KubernetesAuthentication;
import org.springframework.vault.authentication.KubernetesAuthenticationOptions;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.client.RestOperations;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretBackendException.Reason;

/** Logs in to Vault; what stands in files is read anew each time, since files are renewed too. */
final class VaultLogin {

    private VaultLogin() {}

    static ClientAuthentication of(VaultSettings settings, RestOperations vault) {
        return switch (settings.auth()) {
            case KUBERNETES -> () -> kubernetes(settings, vault).login();
            case APPROLE -> () -> appRole(settings, vault).login();
            case TOKEN -> () -> VaultToken.of(token(settings).get());
        };
    }

    private static ClientAuthentication kubernetes(VaultSettings settings, RestOperations vault) {
        return new KubernetesAuthentication(
                KubernetesAuthenticationOptions.builder()
                        .path(path(settings, "kubernetes"))
                        .role(settings.role())
                        .jwtSupplier(file(settings.jwtFile(), "jwt-file"))
                        .build(),
                vault);
    }

    private static ClientAuthentication appRole(VaultSettings settings, RestOperations vault) {
        return new AppRoleAuthentication(
                AppRoleAuthenticationOptions.builder()
                        .path(path(settings, "approle"))
                        .roleId(RoleId.provided(settings.roleId()))
                        .secretId(SecretId.provided(
                                file(settings.secretIdFile(), "secret-id-file").get()))
                        .build(),
                vault);
    }

    private static String path(VaultSettings settings, String usual) {
        return settings.authPath().isEmpty() ? usual : settings.authPath();
    }

    private static Supplier<String> token(VaultSettings settings) {
        return settings.tokenFile().isEmpty() ? settings::token : file(settings.tokenFile(), "token-file");
    }

    private static Supplier<String> file(String path, String setting) {
        return () -> {
            try {
                return Files.readString(Path.of(path)).strip();
            } catch (IOException e) {
                throw new SecretBackendException(
                        Reason.DENIED, "serai.secrets.vault." + setting + " names a file that cannot be read");
            }
        };
    }
}
