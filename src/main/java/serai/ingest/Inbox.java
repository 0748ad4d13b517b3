package serai.ingest;

import static java.util.Objects.requireNonNull;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.RequestContext;
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

    /** The upload that a file in the folder stands for. */
    public Upload receive(String file) throws IOException {
        Path path = inFolder(file);
        String source = folder.relativize(path).toString();
        Instant now = clock.instant();
        try (InputStream in = Files.newInputStream(path)) {
            return uploads.receive(new NewUpload(
                    new RequestContext("inbox-" + UUID.randomUUID(), "", now, now.plus(TIME_PER_FILE)),
                    operator,
                    Content.read(in, maxBytes),
                    path.getFileName().toString(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(source),
                    LabelsFile.in(folder).labels(path),
                    Optional.empty(),
                    true));
        }
    }

    /** Puts a file away whose document is stored. */
    public void done(StoredDocument stored, String file) throws IOException {
        requireNonNull(stored, "stored");
        move(inFolder(file), "done");
    }

    /** Puts a file away that was refused, with the reason beside it; leaves it when the failure may pass. */
    public void quarantine(String file, Exception failure) throws IOException {
        if (failure instanceof ProblemException problem && PASSING.contains(problem.type())) {
            LOG.warn("an inbox file stays for another try: {}", problem.detail());
            return;
        }
        String reason = failure instanceof ProblemException problem
                ? problem.detail()
                : "the gateway failed on it (" + failure.getClass().getSimpleName() + ")";
        Path moved = move(inFolder(file), "quarantine");
        Files.writeString(moved.resolveSibling(moved.getFileName() + ".reason.txt"), reason + System.lineSeparator());
        LOG.warn("an inbox file was moved to quarantine: {}", reason);
    }

    private Path inFolder(String file) {
        Path path = Path.of(file).toAbsolutePath().normalize();
        if (!path.startsWith(folder) || Files.isSymbolicLink(path)) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "the file is not in the inbox folder");
        }
        return path;
    }

    private Path move(Path file, String where) throws IOException {
        Path target = folder.resolve(where).resolve(folder.relativize(file));
        Files.createDirectories(requireNonNull(target.getParent()));
        return Files.move(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
