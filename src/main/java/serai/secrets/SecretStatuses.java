package serai.secrets;

import java.util.List;

/** How the secrets in use are doing. Safe for use by many threads. */
@FunctionalInterface
public interface SecretStatuses {

    /** Every secret that was asked for since the start, by name; never a value. */
    List<SecretStatus> statuses();
}
