package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void makesAHomeThatNobodyElseCanRead() throws IOException {
        try (HomeLock lock = HomeLock.acquire(folder.resolve("new"))) {
            assertThat(Files.getPosixFilePermissions(lock.home().path()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void letsOneGatewayAtATimeIn() {
        try (HomeLock held = HomeLock.acquire(folder)) {
            assertThat(held.home().path()).isEqualTo(folder.toAbsolutePath().normalize());
            assertThatThrownBy(() -> HomeLock.acquire(folder))
                    .hasMessageContaining("another serai serves the home")
                    .hasMessageContaining("--home");
        }
        HomeLock.acquire(folder).close();
    }
}
