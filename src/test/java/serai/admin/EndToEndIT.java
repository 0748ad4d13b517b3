package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import serai.admin.LiveGateway.Response;

/** What the product promises, asked of the whole gateway over HTTP. */
class EndToEndIT {

    private static final LiveGateway GATEWAY = LiveGateway.shared();
    private static final Pattern REFERENCE = Pattern.compile("\\[(\\d+)]");
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private static final Set<String> FOR_ALL = Set.of("house-rules.md", "visitors-guide.html", "market-days.txt");
    private static final Set<String> FOR_TRADE = union(
            FOR_ALL,
            "caravan-schedule.csv",
            "road-report.md",
            "trade-prices.json",
            "letter-from-marco-polo.eml",
            "guide-contacts.csv");
    private static final Set<String> EVERYTHING =
            union(FOR_TRADE, "escort-payroll.csv", "escort-orders.md", "treasury-ledger.md");

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Map<String, Object> labels(int classification) {
        return Map.of("classification", classification, "departments", List.of(), "restricted_locations", List.of());
    }

    private static Response upload(String token, String id, String text, Map<String, Object> labels) {
        return GATEWAY.call("POST", "/v1/documents", token, Map.of("id", id, "text", text, "labels", labels));
    }

    private static List<String> found(String user, String question) {
        return GATEWAY.search(user, question).all("documentId");
    }

    @Test
    void everybodyFindsThePapersOfTheirRightsAndNoOthers() {
        assertThat(papersFoundBy("guest")).isEqualTo(FOR_ALL);
        assertThat(papersFoundBy("merchant")).isEqualTo(FOR_TRADE);
        assertThat(papersFoundBy("keeper")).isEqualTo(EVERYTHING);
    }

    private static Set<String> papersFoundBy(String user) {
        return EVERYTHING.stream()
                .map(paper -> paper.replaceAll("[-.]", " "))
                .flatMap(question -> GATEWAY.search(user, question).all("source").stream())
                .filter(source -> source.startsWith("config/sample/"))
                .map(source -> source.substring("config/sample/".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aPaperAboveTheReadersRightsIsAsIfAbsent() {
        String secret = GATEWAY.search("keeper", "treasury ledger")
                .body()
                .path("passages")
                .valueStream()
                .filter(passage -> passage.path("source").asText().endsWith("treasury-ledger.md"))
                .findFirst()
                .orElseThrow()
                .path("documentId")
                .asText();

        Response hidden = GATEWAY.get("merchant", secret);
        Response absent = GATEWAY.get("merchant", "no-such-paper");

        assertThat(GATEWAY.get("keeper", secret).status()).isEqualTo(200);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.text("detail")).isEqualTo(absent.text("detail"));
        assertThat(hidden.text("type")).isEqualTo(absent.text("type"));
    }

    @Test
    void citationsExistAndAreReferredTo() {
        Response answer = GATEWAY.ask("merchant", "When does the next caravan leave for Samarkand?");

        assertThat(answer.status()).isEqualTo(200);
        Set<Integer> numbers = new TreeSet<>();
        answer.body().path("citations").forEach(citation -> {
            numbers.add(citation.path("number").asInt());
            assertThat(GATEWAY.get("merchant", citation.path("documentId").asText())
                            .status())
                    .isEqualTo(200);
        });
        Matcher reference = REFERENCE.matcher(answer.text("answer"));
        Set<Integer> referred = new TreeSet<>();
        while (reference.find()) {
            referred.add(Integer.valueOf(reference.group(1)));
        }
        assertThat(referred).isNotEmpty().isEqualTo(numbers);
    }

    @Test
    void everyReceiptNamesItsRecord() throws IOException {
        Response answer = GATEWAY.ask("guest", "When do the gates close?");
        Response search = GATEWAY.search("guest", "When do the gates close?");
        Response stored = upload(GATEWAY.token("keeper"), "on-record", "A bale on record.", labels(0));

        assertThat(GATEWAY.records(answer.text("receipt"))).containsExactly("QUERY_INTENT", "QUERY_OUTCOME");
        assertThat(GATEWAY.records(search.text("receipt"))).containsExactly("QUERY_INTENT", "SEARCH_OUTCOME");
        assertThat(GATEWAY.records(stored.text("receipt"))).containsExactly("DOCUMENT_INGESTED");
        assertThat(GATEWAY.auditIsIntact()).isTrue();
    }

    @Test
    void otherLabelsCountAtOnceAndKeepThePassages() {
        Response stored =
                upload(GATEWAY.token("keeper"), "relabelled", "The saffron lies under the stairs.", labels(0));
        assertThat(stored.status()).isEqualTo(201);
        assertThat(found("guest", "Where is the saffron?")).contains("relabelled");

        Response secret = GATEWAY.call("PUT", "/v1/documents/relabelled/labels", GATEWAY.token("keeper"), labels(3));

        assertThat(secret.status()).isEqualTo(200);
        assertThat(secret.text("passages")).isEqualTo(stored.text("passages"));
        await().atMost(A_SECOND)
                .until(() -> !found("guest", "Where is the saffron?").contains("relabelled"));
        assertThat(GATEWAY.get("guest", "relabelled").status()).isEqualTo(404);
        assertThat(found("keeper", "Where is the saffron?")).contains("relabelled");

        GATEWAY.call("PUT", "/v1/documents/relabelled/labels", GATEWAY.token("keeper"), labels(0));
        await().atMost(A_SECOND)
                .until(() -> found("guest", "Where is the saffron?").contains("relabelled"));
    }

    @Test
    void aDeletedDocumentIsGoneFromSearchAndAnswers() {
        upload(GATEWAY.token("keeper"), "deleted", "The jade elephant weighs nine stone.", labels(0));
        assertThat(found("guest", "How heavy is the jade elephant?")).contains("deleted");

        assertThat(GATEWAY.call("DELETE", "/v1/documents/deleted", GATEWAY.token("guest"), Map.of())
                        .status())
                .isNotEqualTo(200);
        assertThat(GATEWAY.call("DELETE", "/v1/documents/deleted", GATEWAY.token("keeper"), Map.of())
                        .status())
                .isEqualTo(200);

        assertThat(found("keeper", "How heavy is the jade elephant?")).doesNotContain("deleted");
        assertThat(GATEWAY.ask("keeper", "How heavy is the jade elephant?").text("answer"))
                .doesNotContain("nine stone");
        assertThat(GATEWAY.get("keeper", "deleted").status()).isEqualTo(404);
    }

    @Test
    void theSameDocumentAgainChangesNothing() throws IOException {
        Response first = upload(GATEWAY.token("keeper"), "same", "Salt costs two dirhams.", labels(0));
        Response again = upload(GATEWAY.token("keeper"), "same", "Salt costs two dirhams.", labels(0));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().has("receipt")).isFalse();
        assertThat(again.text("storedAt")).isEqualTo(first.text("storedAt"));
        assertThat(GATEWAY.ingest(Path.of("config", "sample")).unchanged()).isEqualTo(EVERYTHING.size());
    }

    @Test
    void nobodyWritesAboveTheirRights() {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "tenant", "demo",
                "clearance", 1,
                "departments", List.of("trade"),
                "location", "samarkand",
                "scope", "documents.write"));
        String scribe = GATEWAY.token("scribe", claims);
        upload(GATEWAY.token("keeper"), "above", "The vault opens to the left.", labels(3));

        assertThat(upload(scribe, "allowed", "Silk is sold on Mondays.", labels(1))
                        .status())
                .isEqualTo(201);
        assertThat(upload(scribe, "too-high", "Silk is sold on Mondays.", labels(2))
                        .status())
                .isEqualTo(403);
        assertThat(GATEWAY.call("PUT", "/v1/documents/allowed/labels", scribe, labels(2))
                        .status())
                .isEqualTo(403);
        assertThat(GATEWAY.call("PUT", "/v1/documents/above/labels", scribe, labels(0))
                        .status())
                .isEqualTo(404);
        assertThat(GATEWAY.call("DELETE", "/v1/documents/above", scribe, Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(upload(scribe, "above", "Overwritten.", labels(0)).status()).isEqualTo(409);
        assertThat(upload(GATEWAY.token("merchant"), "no-scope", "Silk.", labels(0))
                        .status())
                .isEqualTo(403);
        assertThat(GATEWAY.get("keeper", "above").status()).isEqualTo(200);
    }

    @Test
    void anotherTenantSeesNothing() {
        String stranger = GATEWAY.token(
                "keeper",
                Map.of(
                        "tenant",
                        "elsewhere",
                        "clearance",
                        3,
                        "departments",
                        List.of("trade", "hr", "treasury"),
                        "location",
                        "samarkand"));

        Response found = GATEWAY.call("POST", "/v1/search", stranger, Map.of("question", "caravan", "limit", 20));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().path("passages")).isEmpty();
    }

    @Test
    void theInboxTakesWhatIsSoundAndQuarantinesTheRest() throws IOException {
        Path inbox = GATEWAY.home.resolve("inbox");
        drop(inbox, "labels.yaml", "\"*\": {classification: 0, departments: [], restricted_locations: []}\n");
        drop(inbox, "lost.md", "# Lost property\n\nA brass astrolabe was found at the well.\n");
        drop(inbox, "broken.pdf", "this is no PDF");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(inbox.resolve("done/lost.md"))
                        && Files.exists(inbox.resolve("quarantine/broken.pdf.reason.txt")));

        assertThat(GATEWAY.search("guest", "Who lost an astrolabe?").all("source"))
                .contains("lost.md");
        assertThat(inbox.resolve("quarantine/broken.pdf")).exists();
        assertThat(inbox.resolve("lost.md")).doesNotExist();
        assertThat(inbox.resolve("quarantine/broken.pdf.reason.txt")).content().doesNotContain("this is no PDF");
    }

    /** Moved in, so that no file is taken half written. */
    private static void drop(Path inbox, String name, String text) throws IOException {
        Path draft = Files.writeString(GATEWAY.home.resolve(name + ".draft"), text);
        Files.move(draft, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
