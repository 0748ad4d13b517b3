package serai.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import serai.access.AccessFixture;
import serai.audit.KeyedHash;
import serai.query.DocumentId;
import serai.query.RequestContext;
import serai.query.Subject;
import serai.secrets.Secret;

/** The ingestion steps over fakes, and uploads to send through them. */
public final class IngestFixture {

    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final RequestContext REQUEST = new RequestContext("test-1", "", NOW, NOW.plusSeconds(30));
    static final Map<String, Object> PUBLIC =
            Map.of("classification", 0, "departments", List.of(), "restricted_locations", List.of());
    static final Map<String, Object> SECRET =
            Map.of("classification", 3, "departments", List.of(), "restricted_locations", List.of());

    final FakeCatalog catalog = new FakeCatalog();
    final FakeAudit audit = new FakeAudit(catalog);
    final FakeEmbedder embedder = new FakeEmbedder();
    final IngestSettings settings = IngestSettings.defaults();
    final WriteRights rights = new WriteRights(AccessFixture.STANDARD, CLOCK);
    final Claims claims = new Claims();
    final ChangeLog log = new ChangeLog(audit, new KeyedHash(name -> new Secret(new byte[32], "1")));
    final Uploads uploads = new Uploads(settings);
    final Parser parser = new Parser(settings);
    final Classifier classifier = new Classifier(
            AccessFixture.STANDARD.labels(),
            rights,
            Map.of("public", Map.of("classification", "0", "departments", "", "restricted_locations", "")));
    final Inspector inspector =
            new Inspector(new Chunker(IngestFixture::words, 240, 40), text -> List.of(), settings.maxPassages());
    final EmbeddingStep embedding = new EmbeddingStep(embedder, catalog);
    final IndexStep index = new IndexStep(catalog, log, rights, claims, catalog::follow);
    final Documents documents =
            new Documents(catalog, AccessFixture.STANDARD.labels(), log, rights, claims, catalog::follow);

    StoredDocument ingest(NewUpload upload) {
        return index.store(embed(upload));
    }

    EmbeddedDocument embed(NewUpload upload) {
        return embedding.embed(inspector.inspect(classifier.label(parser.parse(uploads.receive(upload)))));
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    static Subject writer(long clearance) {
        Subject reader = AccessFixture.subject(clearance, List.of("trade"), "samarkand");
        return new Subject(
                reader.issuer(), reader.name(), reader.tenant(), reader.attributes(), Set.of(WriteRights.WRITE));
    }

    static NewUpload upload(String fileName, String text) {
        return upload(writer(1), fileName, text.getBytes(StandardCharsets.UTF_8), PUBLIC);
    }

    static NewUpload upload(Subject subject, String fileName, byte[] content, Map<String, ?> labels) {
        return new NewUpload(
                REQUEST,
                subject,
                Content.of(content),
                fileName,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                labels,
                Optional.empty(),
                true);
    }

    static NewUpload named(NewUpload upload, String id, boolean replace) {
        return new NewUpload(
                upload.request(),
                upload.subject(),
                upload.content(),
                upload.fileName(),
                upload.mediaType(),
                Optional.of(new DocumentId(id)),
                upload.title(),
                upload.source(),
                upload.labels(),
                upload.preset(),
                replace);
    }

    static NewUpload declared(NewUpload upload, String mediaType) {
        return new NewUpload(
                upload.request(),
                upload.subject(),
                upload.content(),
                upload.fileName(),
                mediaType,
                upload.id(),
                upload.title(),
                upload.source(),
                upload.labels(),
                upload.preset(),
                upload.replace());
    }

    static NewUpload preset(NewUpload upload, String preset, Map<String, ?> labels) {
        return new NewUpload(
                upload.request(),
                upload.subject(),
                upload.content(),
                upload.fileName(),
                upload.mediaType(),
                upload.id(),
                upload.title(),
                upload.source(),
                labels,
                Optional.of(preset),
                upload.replace());
    }
}
