package serai.retrieval.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serai.access.ResourceFilter.All;
import serai.retrieval.InMemoryVectorStore;
import serai.retrieval.VectorStore;
import serai.retrieval.VectorStoreContract;

class LuceneVectorStoreTest implements VectorStoreContract {

    @TempDir
    Path directory;

    private VectorStore store = new InMemoryVectorStore();

    @Override
    public VectorStore store() {
        store = LuceneVectorStore.open(directory, nearest());
        return store;
    }

    @Override
    public VectorStore reopened() {
        store.close();
        return store();
    }

    NearestPassages nearest() {
        return NearestPassages.cheapest();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void asksForARebuildWhenAFileIsDamaged() throws IOException {
        checkpointed();
        Path segment = file(".cfs");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);

        assertAsksForARebuild();
    }

    @Test
    void asksForARebuildWhenAFileIsCutShort() throws IOException {
        checkpointed();
        Files.write(file(".si"), new byte[3]);

        assertAsksForARebuild();
    }

    @Test
    void asksForARebuildWhenATenantsIndexIsLost() throws IOException {
        checkpointed();
        delete(directory.resolve("demo"));

        assertAsksForARebuild();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "layout=0\nrevision=1\ntenant.demo=1\n", "layout=1\n", "layout=1\nrevision=1\ntenant.X=1\n"})
    void asksForARebuildWhenTheCheckpointIsForeign(String text) throws IOException {
        checkpointed();
        Files.writeString(directory.resolve(Checkpoint.FILE), text);

        assertAsksForARebuild();
    }

    @Test
    void asksForARebuildWhenATenantsIndexIsOlderThanItsCheckpoint() throws IOException {
        checkpointed();
        Path copy = directory.resolveSibling(directory.getFileName() + "-copy");
        copy(directory.resolve("demo"), copy);
        VectorStore store = store();
        VectorStoreContract.present(store, DEMO, "schedule", 2, VectorStoreContract.labels(0), EAST);
        store.checkpoint(2, SCHEMA);
        store.close();
        delete(directory.resolve("demo"));
        copy(copy, directory.resolve("demo"));
        delete(copy);

        assertAsksForARebuild();
    }

    @Test
    void refusesADirectoryThatAnotherHasOpen() {
        VectorStore store = store();
        VectorStoreContract.present(store, DEMO, "ledger", 1, VectorStoreContract.labels(0), EAST);
        store.checkpoint(1, SCHEMA);

        assertThatThrownBy(() -> LuceneVectorStore.open(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stop it first");
        store.refresh();
        assertThat(VectorStoreContract.documents(store, DEMO, new All())).containsExactly("ledger");
    }

    private void checkpointed() {
        VectorStore store = store();
        VectorStoreContract.present(store, DEMO, "ledger", 1, VectorStoreContract.labels(0), EAST);
        store.checkpoint(1, SCHEMA);
        store.close();
    }

    private void assertAsksForARebuild() {
        VectorStore store = store();

        assertThat(store.checkpointed(SCHEMA)).isZero();
        assertThat(VectorStoreContract.documents(store, DEMO, new All())).isEmpty();
        VectorStoreContract.present(store, DEMO, "ledger", 1, VectorStoreContract.labels(0), EAST);
        store.checkpoint(1, SCHEMA);
        store.refresh();
        assertThat(VectorStoreContract.documents(store, DEMO, new All())).containsExactly("ledger");
    }

    private Path file(String extension) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("demo"))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : list(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static void delete(Path directory) throws IOException {
        for (Path file :
                list(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
        Files.delete(directory);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
