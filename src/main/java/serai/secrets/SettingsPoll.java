package serai.secrets;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * Puts changed settings of {@code serai.secrets} into effect. A change counts once it was seen twice, since a file may be
 * half written; one that is not usable is said once, and what was in effect stays. Used by one thread.
 */
final class SettingsPoll {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsPoll.class);

    /** The settings of {@link SecretsSettings}; those of other backends stand below their names. */
    private static final Set<String> KNOWN = Arrays.stream(SecretsSettings.class.getRecordComponents())
            .map(component -> uniform(component.getName()))
            .collect(Collectors.toUnmodifiableSet());

    private final SettingsSource source;
    private final BackendOpener opener;
    private final SecretStore store;
    private Map<String, Object> applied;
    private Optional<Map<String, Object>> seen = Optional.empty();
    private Optional<Map<String, Object>> tried = Optional.empty();
    private String said = "";

    /** @param applied what is in effect */
    SettingsPoll(SettingsSource source, BackendOpener opener, SecretStore store, Map<String, Object> applied) {
        this.source = source;
        this.opener = opener;
        this.store = store;
        this.applied = applied;
    }

    /** Never throws. */
    void poll() {
        try {
            Binder binder = source.read();
            Map<String, Object> found = SettingsSource.section(binder);
            if (found.equals(applied)) {
                seen = Optional.empty();
                tried = Optional.empty();
                said = "";
            } else if (!Optional.of(found).equals(seen)) {
                seen = Optional.of(found);
            } else if (!Optional.of(found).equals(tried)) {
                tried = seen;
                apply(binder, found);
            }
        } catch (RuntimeException e) {
            refuse(root(e));
        }
    }

    private void apply(Binder binder, Map<String, Object> found) {
        demandKnown(found.keySet());
        SecretsSettings settings = binder.bindOrCreate("serai.secrets", SecretsSettings.class);
        Backends backends = opener.open(settings, binder);
        store.change(settings, backends);
        applied = found;
        seen = Optional.empty();
        said = "";
        LOG.info("changed settings of serai.secrets are in effect; secrets come from {}", backends.names());
    }

    /** What was there at the start was checked then, or is a variable of the platform's own. */
    private void demandKnown(Set<String> names) {
        for (String name : names) {
            if (!applied.containsKey(name) && !KNOWN.contains(uniform(name)) && !opener.knows(name)) {
                throw new IllegalArgumentException(
                        "serai.secrets holds a setting that is not known; the known ones are "
                                + "in docs/reference/configuration.md");
            }
        }
    }

    private static String uniform(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private void refuse(Throwable cause) {
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        if (!reason.equals(said)) {
            said = reason;
            LOG.error("changed settings of serai.secrets are not usable, so those before stay: {}", reason);
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
