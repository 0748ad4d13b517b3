package serai.secrets.routes;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How HashiCorp Vault or OpenBao is reached.
 *
 * @param address where it is, such as {@code https://vault.example.com:8200}; http only on a loopback address
 * @param namespace Vault Enterprise's namespace; empty for none
 * @param mount the path of the key-value engine, version 2
 * @param prefix what the paths of the gateway's secrets begin with, such as {@code serai/}
 * @param auth how the gateway shows who it is: {@code kubernetes}, {@code approle} or {@code token}
 * @param authPath the path of that method; empty for its usual one
 * @param role the role, for {@code kubernetes}
 * @param jwtFile the service account's token, for {@code kubernetes}; read at each login
 * @param roleId the role id, for {@code approle}
 * @param secretIdFile a file with the secret id, for {@code approle}; read at each login
 * @param token a token, for {@code token}; take it from the environment, or better use a file
 * @param tokenFile a file with a token, such as that of Vault's agent, for {@code token}; read at each login
 * @param caFile certificates in PEM that the server's must descend from; empty for those of the JDK
 * @param connectTimeout how long to wait for a connection; 50 ms to 30 s
 * @param answerTimeout how long to wait for an answer; 50 ms to 30 s
 */
@ConfigurationProperties(prefix = "serai.secrets.vault", ignoreUnknownFields = false)
public record VaultSettings(
        @DefaultValue("") String address,
        @DefaultValue("") String namespace,
        @DefaultValue("secret") String mount,
        @DefaultValue("serai/") String prefix,
        @DefaultValue("kubernetes") Auth auth,
        @DefaultValue("") String authPath,
        @DefaultValue("") String role,

        @DefaultValue("/var/run/secrets/kubernetes.io/serviceaccount/token")
        String jwtFile,

        @DefaultValue("") String roleId,
        @DefaultValue("") String secretIdFile,
        @DefaultValue("") String tokenFile,
        @DefaultValue("") String token,
        @DefaultValue("") String caFile,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("3s") Duration answerTimeout)
        implements BackendSettings {

    /** How the gateway shows Vault who it is. */
    public enum Auth {
        /** The token of the pod's service account. */
        KUBERNETES,
        /** A role id and a secret id. */
        APPROLE,
        /** A token, renewed while Vault lets it be. */
        TOKEN
    }

    private static final String AT = "serai.secrets.vault";

    public VaultSettings {
        new Demands(AT)
                .address(address, "address")
                .that(
                        mount.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*"),
                        "mount",
                        "be a path without a slash at its ends")
                .that(prefix.matches("([A-Za-z0-9_-]+/)*"), "prefix", "be empty or a path that ends with a slash")
                .wait(connectTimeout, "connect-timeout")
                .wait(answerTimeout, "answer-timeout")
                .refuse();
    }

    @Override
    public String backend() {
        return "vault";
    }

    @Override
    public List<String> missing() {
        Demands demands = new Demands(AT).set(address, "address");
        switch (auth) {
            case KUBERNETES -> demands.set(role, "role");
            case APPROLE -> demands.set(roleId, "role-id").set(secretIdFile, "secret-id-file");
            case TOKEN -> demands.that(tokenFile.isEmpty() != token.isEmpty(), "token-file", "be set, or else .token");
        }
        return demands.mistakes();
    }

    @Override
    public BackendClients connect() {
        return VaultClients.connect(this);
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "VaultSettings[address=" + address + ", mount=" + mount + ", prefix=" + prefix + ", auth=" + auth + "]";
    }
}
