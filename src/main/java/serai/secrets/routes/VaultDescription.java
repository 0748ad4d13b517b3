package serai.secrets.routes;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.support.VaultResponse;
import serai.secrets.SecretDescription;

/** Asks Vault for the metadata of a secret. */
final class VaultDescription implements Processor {

    private final VaultOperations vault;
    private final String mount;
    private final Clock clock;

    VaultDescription(VaultOperations vault, String mount, Clock clock) {
        this.vault = vault;
        this.mount = mount;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        VaultResponse answer = vault.read(mount + "/metadata/" + Values.name(exchange));
        Map<String, Object> metadata = answer == null ? null : answer.getData();
        if (metadata == null) {
            throw Values.missing("HTTP 404");
        }
        exchange.getMessage().setBody(describe(metadata));
    }

    private SecretDescription describe(Map<String, Object> metadata) {
        String current = String.valueOf(metadata.get("current_version"));
        if (!(metadata.get("versions") instanceof Map<?, ?> versions)) {
            throw Values.malformed("no versions");
        }
        if (!(versions.get(current) instanceof Map<?, ?> version) || Boolean.TRUE.equals(version.get("destroyed"))) {
            throw Values.missing("no current version");
        }
        Optional<Instant> expires = time(version, "deletion_time");
        if (expires.isPresent() && !expires.get().isAfter(clock.instant())) {
            throw Values.missing("deleted");
        }
        return new SecretDescription(current, time(version, "created_time"), expires);
    }

    private static Optional<Instant> time(Map<?, ?> version, String field) {
        try {
            return version.get(field) instanceof String text && !text.isEmpty()
                    ? Optional.of(Instant.parse(text))
                    : Optional.empty();
        } catch (DateTimeException e) {
            throw Values.malformed(field + " is no time");
        }
    }
}
