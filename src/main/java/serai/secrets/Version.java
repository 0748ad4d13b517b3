package serai.secrets;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One version of a secret as it was read.
 *
 * @param stored with its value
 * @param backend who gave it
 * @param created when it was made, as far as the backend says
 * @param expires when it ends: what the backend says or, if sooner, what its certificates say
 * @param read when it was first read
 */
record Version(
        StoredSecret stored, String backend, Optional<Instant> created, Optional<Instant> expires, Instant read) {

    static Version of(StoredSecret stored, String backend, SecretDescription about, Instant now) {
        Optional<Instant> expires = Stream.concat(about.expires().stream(), Certificates.end(stored).stream())
                .min(Instant::compareTo);
        return new Version(stored, backend, about.created(), expires, now);
    }

    String id() {
        return stored.version();
    }

    boolean isFrom(String otherBackend, String otherId) {
        return backend.equals(otherBackend) && id().equals(otherId);
    }

    /** Since when the value has been in use, as far as anyone knows. */
    Instant since() {
        return created.orElse(read);
    }
}
