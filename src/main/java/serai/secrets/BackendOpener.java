package serai.secrets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Binder;

/** Opens the backends that the settings name. */
final class BackendOpener {

    private final Path home;
    private final Map<String, String> environment;
    private final Optional<BackendFactory> others;

    /** @param others opens what is not {@code file}; empty when nothing else was built in */
    BackendOpener(Path home, Map<String, String> environment, Optional<BackendFactory> others) {
        this.home = home;
        this.environment = environment;
        this.others = others;
    }

    /** @throws IllegalArgumentException naming the setting that is wrong; then nothing stays open */
    Backends open(SecretsSettings settings, Binder binder) {
        List<SecretBackend> opened = new ArrayList<>();
        try {
            settings.backend().forEach(name -> opened.add(open(name, settings, binder)));
            return new Backends(opened);
        } catch (RuntimeException e) {
            opened.forEach(SecretBackend::close);
            throw e;
        }
    }

    private SecretBackend open(String name, SecretsSettings settings, Binder binder) {
        if (name.equals(FileBackend.NAME)) {
            return new FileBackend(home, settings.file().directories(), environment, Mounts.ofSystem());
        }
        return others.filter(factory -> factory.names().contains(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "serai.secrets.backend names a backend that is not known; the known ones are " + known()))
                .open(name, binder);
    }

    boolean knows(String backend) {
        return known().contains(backend);
    }

    private Set<String> known() {
        Set<String> known = new TreeSet<>(others.map(BackendFactory::names).orElse(Set.of()));
        known.add(FileBackend.NAME);
        return known;
    }
}
