package serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static serai.ingest.IngestFixture.upload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestRouteTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    private final IngestFixture ingest = new IngestFixture();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        Path inbox = Files.createDirectory(home.resolve("inbox"));
        Files.writeString(
                inbox.resolve(LabelsFile.NAME),
                "\"**.md\": {classification: 3, departments: [treasury], restricted_locations: []}\n");
        bind(inbox);
        Properties properties = new Properties();
        properties.setProperty("serai.home", home.toString());
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.addRoutes(new Handled());
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveResource(camel, "file:routes/ingest.camel.yaml"));
        camel.start();
    }

    private void bind(Path inbox) {
        camel.getRegistry().bind("parser", ingest.parser);
        camel.getRegistry().bind("classifier", ingest.classifier);
        camel.getRegistry().bind("inspector", ingest.inspector);
        camel.getRegistry().bind("embedding", ingest.embedding);
        camel.getRegistry().bind("index", ingest.index);
        camel.getRegistry().bind("inbox", new Inbox(ingest.uploads, inbox, ingest.settings, IngestFixture.CLOCK));
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    /** What the gateway's problem mapping does to every route: it must not make a refusal look like a success. */
    private static final class Handled extends RouteConfigurationBuilder {
        @Override
        public void configuration() {
            routeConfiguration().onException(Exception.class).handled(true).setBody(constant("problem"));
        }
    }

    @Test
    void storesWhatTheEdgeSends() throws Exception {
        Object stored = camel.createProducerTemplate()
                .requestBody("direct:ingest", ingest.uploads.receive(upload("rules.md", "The gate closes at sunset.")));

        assertThat(stored).isInstanceOf(StoredDocument.class);
    }

    @Test
    void storesWhatIsDroppedIntoTheInbox() throws Exception {
        drop("ledger.md", "# Ledger\n\nThe chest is full.");

        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(home.resolve("inbox/done/ledger.md")));
        assertThat(ingest.catalog.revision()).isEqualTo(1);
    }

    @Test
    void quarantinesWhatIsRefusedWithItsReason() throws Exception {
        drop("photo.png", "no document");

        Path reason = home.resolve("inbox/quarantine/photo.png.reason.txt");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(reason));
        assertThat(reason).content().contains("send one of .md");
    }

    @Test
    void quarantinesWhatAStepRefuses() throws Exception {
        drop("notes.txt", "text without labels");

        Path reason = home.resolve("inbox/quarantine/notes.txt.reason.txt");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(reason));
        assertThat(reason).content().contains("label");
    }

    private void drop(String name, String text) throws Exception {
        Path part = Files.writeString(home.resolve(name), text);
        Files.move(part, home.resolve("inbox").resolve(name));
    }
}
