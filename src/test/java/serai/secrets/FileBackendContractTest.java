package serai.secrets;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class FileBackendContractTest implements SecretBackendContract {

    @TempDir
    private Path home;

    @Override
    public SecretPlace place() {
        return new FilePlace(home.resolve("secrets"));
    }

    @Override
    public SecretBackend backend() {
        return new FileBackend(home, List.of(), Map.of(), file -> Mounts.Kind.ORDINARY);
    }
}
