package serai.secrets;

import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;

/** Opens the backends that this package does not bring: those of Vault and of the clouds. */
public interface BackendFactory {

    /** The names it knows, such as {@code vault}. */
    Set<String> names();

    /**
     * Opens a backend without asking it for anything yet.
     *
     * @param name one of {@link #names}
     * @param settings holds {@code serai.secrets.<name>.*} as they are now
     * @throws IllegalArgumentException naming every setting that is missing or wrong
     */
    SecretBackend open(String name, Binder settings);
}
