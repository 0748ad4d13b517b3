package serai.secrets.routes;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import serai.secrets.SecretDescription;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/**
 * Takes the current version from what AWS tells of a secret. When that was made it says only in the list of versions,
 * which is asked for once a version.
 */
final class AwsDescription implements Processor {

    private static final String CURRENT = "AWSCURRENT";
    private static final int MOST_REMEMBERED = 500;

    private final SecretsManagerClient aws;
    private final Map<String, Instant> made = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    AwsDescription(SecretsManagerClient aws) {
        this.aws = aws;
    }

    @Override
    public void process(Exchange exchange) {
        DescribeSecretResponse answer = exchange.getMessage().getBody(DescribeSecretResponse.class);
        if (answer == null || answer.deletedDate() != null) {
            throw Values.missing("deleted");
        }
        String version = answer.versionIdsToStages().entrySet().stream()
                .filter(entry -> entry.getValue().contains(CURRENT))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> Values.missing("no version with the stage " + CURRENT));
        exchange.getMessage()
                .setBody(new SecretDescription(version, created(Values.name(exchange), version), Optional.empty()));
    }

    private Optional<Instant> created(String name, String version) {
        String key = name + " " + version;
        Instant known = made.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        List<SecretVersionsListEntry> versions = aws.listSecretVersionIds(
                        request -> request.secretId(name).maxResults(100))
                .versions();
        Optional<Instant> created = versions.stream()
                .filter(entry -> version.equals(entry.versionId()))
                .map(SecretVersionsListEntry::createdDate)
                .findFirst();
        created.ifPresent(instant -> made.put(key, instant));
        return created;
    }
}
