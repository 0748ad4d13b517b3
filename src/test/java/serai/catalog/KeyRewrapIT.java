package serai.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.catalog.CatalogFixture.TENANT;
import static serai.catalog.CatalogFixture.document;
import static serai.catalog.CatalogFixture.ref;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.ChildJvm;
import serai.access.SchemaFixture;
import serai.query.DocumentId;

final class KeyRewrapIT {

    private static final int DOCUMENTS = 2_000;
    private static final int ROTATIONS = 20;

    private final RotatingKek kek = new RotatingKek();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();

    /** A reader holds it for one read: what the overlap is for in a gateway. */
    private final ReentrantReadWriteLock overlap = new ReentrantReadWriteLock();

    @Test
    void rotatesTwentyTimesWhileDocumentsAreReadAndWritten(@TempDir Path directory) throws InterruptedException {
        try (TestDatabase database = new TestDatabase(directory)) {
            Catalog catalog = database.catalog(kek, SchemaFixture.schema(), () -> {});
            IntStream.range(0, DOCUMENTS).forEach(i -> catalog.save(document(TENANT, "d" + i, "text of d" + i)));
            List<Thread> others = List.of(
                    again(i -> read(database, i)),
                    again(i -> read(database, i + 1_000)),
                    again(i -> write(catalog, i)));

            KeyRewrap rewrap = database.rewrap(kek, () -> {}, 200);
            for (int rotation = 0; rotation < ROTATIONS; rotation++) {
                rotate(rewrap);
            }

            over.set(true);
            for (Thread other : others) {
                other.join();
            }
            assertThat(failures).isEmpty();
            assertThat(reads.get()).isGreaterThan(100);
            assertThat(kek.accepted("kek")).hasSize(1);
            assertThat(database.catalog(kek, SchemaFixture.schema()).documents(TENANT))
                    .hasSizeGreaterThanOrEqualTo(DOCUMENTS - 1);
        }
    }

    private void rotate(KeyRewrap rewrap) {
        String old = kek.rotate();
        do {
            while (rewrap.step()) {}
        } while (rewrap.stillNeeded("kek", old));
        overlap.writeLock().lock();
        try {
            while (rewrap.stillNeeded("kek", old)) {
                rewrap.step();
            }
            kek.retire(old);
        } finally {
            overlap.writeLock().unlock();
        }
    }

    private Thread again(IntConsumer work) {
        return Thread.ofPlatform().start(() -> {
            for (int i = 0; !over.get(); i++) {
                overlap.readLock().lock();
                try {
                    work.accept(i);
                } catch (RuntimeException | AssertionError e) {
                    failures.add(e);
                } finally {
                    overlap.readLock().unlock();
                }
            }
        });
    }

    /** With a catalog of its own, which has nothing in memory. */
    private void read(TestDatabase database, int i) {
        String id = "d" + (i * 7 % DOCUMENTS / 2 * 2 + 1);
        List<Passage> passages =
                database.catalog(kek, SchemaFixture.schema(), () -> {}).passages(TENANT, List.of(ref(id, 0)));
        assertThat(passages).extracting(Passage::text).containsExactly("text of " + id);
        reads.incrementAndGet();
    }

    private void write(Catalog catalog, int i) {
        String id = "d" + i * 2 % DOCUMENTS;
        if (i % 3 == 0) {
            catalog.delete(TENANT, new DocumentId(id));
        }
        catalog.save(document(TENANT, id, "text of " + id + " again"));
    }

    @Test
    void opensEveryDocumentAfterAKillAtAnyStep(@TempDir Path directory) throws IOException {
        try (TestDatabase database = new TestDatabase(directory)) {
            KekFile kek = new KekFile(directory.resolve("kek.json"));
            Catalog catalog = database.catalog(kek, SchemaFixture.schema(), () -> {});
            IntStream.range(0, 1_000).forEach(i -> catalog.save(document(TENANT, "d" + i, "text of d" + i)));
        }
        List<String> steps = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            steps.addAll(ChildJvm.killAfter(3 + 5 * round, RotatingProgram.class, directory));
            assertAllReadable(directory);
        }

        assertThat(steps).contains("begin .", "promote .", "batch .", "retire .");
    }

    private static void assertAllReadable(Path directory) {
        try (TestDatabase database = new TestDatabase(directory)) {
            KekFile kek = new KekFile(directory.resolve("kek.json"));
            Catalog catalog = database.catalog(kek, SchemaFixture.schema());
            List<PassageRef> all =
                    IntStream.range(0, 1_000).mapToObj(i -> ref("d" + i, 0)).toList();
            assertThat(catalog.passages(TENANT, all))
                    .extracting(Passage::text)
                    .containsExactlyElementsOf(all.stream()
                            .map(ref -> "text of " + ref.document().value())
                            .toList());
        }
    }
}
