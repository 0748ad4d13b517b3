package serai.ingest;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.RequestContext;
import serai.query.Stage;
import serai.query.Subject;
import serai.query.Tenant;

/**
 * The watched folder: files dropped there become documents with the labels of its {@code labels.yaml}.
 *
 * <p>A file that was stored moves to {@code done/}, one that was refused to {@code quarantine/} with its reason beside it.
 * Whatever fails for the moment stays and is tried again, and so does a file whose ingestion a crash cut short: storing it
 * again changes nothing.
 */
public final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Duration TIME_PER_FILE = Duration.ofMinutes(5);
    private static final Set<ProblemType> PASSING =
            Set.of(ProblemType.UNAVAILABLE, ProblemType.RATE_LIMITED, ProblemType.CONFLICT);

    private final Uploads uploads;
    private final Path folder;
    private final Subject operator;
    private final long maxBytes;
    private final Clock clock;
    private final Map<String, Dropped> taken = new ConcurrentHashMap<>();

    Inbox(Uploads uploads, Path folder, IngestSettings settings, Clock clock) {
        this.uploads = uploads;
        this.folder = folder.toAbsolutePath().normalize();
        this.operator = new Subject(
                "local",
                "operator",
                new Tenant(settings.inboxTenant()),
                Map.of(),
                Set.of(WriteRights.WRITE, WriteRights.MANAGE));
        this.maxBytes = settings.maxBytes().toBytes();
        this.clock = clock;
    }

    /** A file that was dropped into the folder, by its path below it. */
    public record Dropped(String path) {

        @Override
        public String toString() {
            return "Dropped";
        }
    }

    /** Takes a file of the folder. */
    public Dropped open(File file) {
        Path path = file.toPath().toAbsolutePath().normalize();
        return new Dropped(folder.relativize(path).toString());
    }

    /** The upload that a file of the folder stands for. */
    public Upload receive(Dropped file) throws IOException {
        requireNonNull(file, "file");
        Path path = inFolder(file.path());
        Instant now = clock.instant();
        RequestContext request = new RequestContext("inbox-" + UUID.randomUUID(), "", now, now.plus(TIME_PER_FILE));
        try (InputStream in = Files.newInputStream(path)) {
            Upload upload = uploads.receive(new NewUpload(
                    request,
                    operator,
                    Content.read(in, maxBytes),
                    path.getFileName().toString(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(file.path()),
                    LabelsFile.in(folder).labels(path),
                    Optional.empty(),
                    true));
            taken.put(request.requestId(), file);
            return upload;
        }
    }

    /** Puts a file away whose document is stored. */
    public void done(StoredDocument stored) throws IOException {
        requireNonNull(stored, "stored");
        move(requireNonNull(fileOf(stored), "the document does not come from the inbox"), "done");
    }

    /**
     * Puts a file away that was refused, with the reason beside it; leaves it when the failure may pass.
     *
     * @param body what the failed step was given: the file, or a stage made of it
     */
    public void quarantine(Object body, Exception failure) throws IOException {
        Dropped file = fileOf(body);
        if (file == null || mayPass(failure)) {
            LOG.warn("an inbox file stays for another try: {}", reason(failure));
            return;
        }
        Path moved = move(file, "quarantine");
        Files.writeString(
                moved.resolveSibling(moved.getFileName() + ".reason.txt"), reason(failure) + System.lineSeparator());
        LOG.warn("an inbox file was moved to quarantine: {}", reason(failure));
    }

    private @Nullable Dropped fileOf(Object body) {
        return switch (body) {
            case Dropped file -> file;
            case Stage stage -> taken.remove(stage.request().requestId());
            default -> null;
        };
    }

    private static boolean mayPass(Exception failure) {
        return failure instanceof ProblemException problem && PASSING.contains(problem.type());
    }

    private static String reason(Exception failure) {
        return failure instanceof ProblemException problem
                ? problem.detail()
                : "the gateway failed on it (" + failure.getClass().getSimpleName() + ")";
    }

    /** A link, also one of the folders above the file, could lead to what only the gateway may read. */
    private Path inFolder(String file) throws IOException {
        Path path = folder.resolve(file).normalize();
        if (!path.startsWith(folder)
                || !path.toRealPath().equals(folder.toRealPath().resolve(folder.relativize(path)))) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "the file is not in the inbox folder");
        }
        return path;
    }

    private Path move(Dropped dropped, String where) throws IOException {
        Path file = inFolder(dropped.path());
        Path target = folder.resolve(where).resolve(dropped.path());
        Files.createDirectories(requireNonNull(target.getParent()));
        return Files.move(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
