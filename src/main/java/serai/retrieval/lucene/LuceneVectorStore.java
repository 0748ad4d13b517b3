package serai.retrieval.lucene;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import serai.access.ResourceFilter;
import serai.catalog.Change;
import serai.catalog.Embedding;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Tenant;
import serai.retrieval.VectorStore;

/**
 * Vectors in Lucene, in the process: one index directory for each tenant.
 *
 * <p>The files hold vectors in the clear, so the directory needs the protection of the home it lies in. An index that is
 * damaged, missing or of another layout is discarded on opening and built anew by whoever applies changes from revision 0.
 */
public final class LuceneVectorStore implements VectorStore {

    private static final Logger log = LoggerFactory.getLogger(LuceneVectorStore.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Path root;
    private final NearestPassages nearest;
    private final Map<Tenant, TenantIndex> indexes = new ConcurrentHashMap<>();
    private volatile Checkpoint checkpoint = Checkpoint.NONE;

    private LuceneVectorStore(Path root, NearestPassages nearest) {
        this.root = root;
        this.nearest = nearest;
    }

    /**
     * Opens the indexes of a directory, which is created if need be.
     *
     * @throws IllegalStateException when another process has them open
     * @throws UncheckedIOException when the directory cannot be read or written
     */
    public static LuceneVectorStore open(Path root) {
        return open(root, NearestPassages.cheapest());
    }

    static LuceneVectorStore open(Path root, NearestPassages nearest) {
        LuceneVectorStore store = new LuceneVectorStore(root, nearest);
        try {
            Files.createDirectories(root);
            store.openOrDiscard();
            return store;
        } catch (LockObtainFailedException e) {
            store.close();
            throw new IllegalStateException("another process has the index " + root + " open; stop it first", e);
        } catch (IOException e) {
            store.close();
            throw new UncheckedIOException("the index " + root + " cannot be opened", e);
        }
    }

    private void openOrDiscard() throws IOException {
        try {
            openAll();
        } catch (CorruptIndexException
                | IndexFormatTooOldException
                | IndexFormatTooNewException
                | EOFException
                | FileNotFoundException
                | NoSuchFileException
                | IllegalArgumentException e) {
            log.warn("The index {} is damaged or foreign; building it anew from the catalog.", root, e);
            close();
            discard();
            checkpoint = Checkpoint.NONE;
        }
    }

    private void openAll() throws IOException {
        Checkpoint last = Checkpoint.read(root);
        for (Map.Entry<Tenant, Long> entry : last.tenants().entrySet()) {
            TenantIndex index = index(entry.getKey());
            if (index.committed() < entry.getValue()) {
                throw new CorruptIndexException(
                        "lost or older than its checkpoint", entry.getKey().value());
            }
            index.verify();
        }
        checkpoint = last;
    }

    private void discard() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(root)) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public List<Hit> search(Tenant tenant, Embedding question, ResourceFilter filter, int limit) {
        TenantIndex index = indexes.get(tenant);
        if (filter.matchesNothing() || index == null) {
            return List.of();
        }
        return attempt(() -> index.search(question, filter, limit));
    }

    @Override
    public void apply(Change change) {
        attempt(() -> {
            index(change.tenant()).apply(change);
            return change;
        });
    }

    @Override
    public void refresh() {
        attempt(() -> {
            for (TenantIndex index : indexes.values()) {
                index.refresh();
            }
            return root;
        });
    }

    @Override
    public synchronized void checkpoint(long revision, String labelSchema) {
        checkpoint = attempt(() -> {
            Map<Tenant, Long> tenants = new HashMap<>();
            for (Map.Entry<Tenant, TenantIndex> entry : indexes.entrySet()) {
                tenants.put(entry.getKey(), entry.getValue().commit(revision));
            }
            Checkpoint next = new Checkpoint(revision, labelSchema, tenants);
            next.write(root);
            return next;
        });
    }

    @Override
    public long checkpointed(String labelSchema) {
        return checkpoint.labelSchema().equals(labelSchema) ? checkpoint.revision() : 0;
    }

    @Override
    public synchronized void reset() {
        attempt(() -> {
            for (TenantIndex index : indexes.values()) {
                index.reset();
            }
            return root;
        });
        checkpoint(0, "");
    }

    private synchronized TenantIndex index(Tenant tenant) throws IOException {
        TenantIndex index = indexes.get(tenant);
        if (index == null) {
            index = TenantIndex.open(root.resolve(tenant.value()), tenant, nearest);
            indexes.put(tenant, index);
        }
        return index;
    }

    private static <T> T attempt(Access<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "The index cannot be used; the log says why.", RETRY, e);
        }
    }

    /** Closes without a checkpoint. */
    @Override
    public synchronized void close() {
        for (TenantIndex index : indexes.values()) {
            try {
                index.close();
            } catch (IOException e) {
                log.warn("An index under {} did not close; the next start repairs it.", root, e);
            }
        }
        indexes.clear();
    }

    @FunctionalInterface
    private interface Access<T> {
        T run() throws IOException;
    }
}
