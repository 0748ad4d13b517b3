package serai.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads a configuration file strictly: bounded in size, no duplicate and no unknown keys. */
final class YamlFile {

    private static final int MAX_BYTES = 1 << 20;
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private YamlFile() {}

    static byte[] bytes(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new PolicyException(List.of(file + ": larger than 1 MiB; split the rules or shorten the file"));
            }
            return bytes;
        } catch (IOException e) {
            throw new PolicyException(List.of(file + ": cannot be read ("
                    + e.getClass().getSimpleName() + "); check that the file exists and is readable"));
        }
    }

    static JsonNode tree(String file, byte[] bytes) {
        try {
            return YAML.readTree(bytes);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            throw new PolicyException(List.of(file + ": " + place + "not valid YAML: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new PolicyException(List.of(file + ": cannot be read as YAML; check its encoding (UTF-8)"));
        }
    }

    /** Reports every key of a mapping that is not among {@code known}. */
    static void refuseUnknown(JsonNode mapping, Collection<String> known, String place, Mistakes mistakes) {
        List<String> unknown = new ArrayList<>();
        mapping.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                unknown.add(key);
            }
        });
        unknown.forEach(key -> mistakes.add(
                place,
                "unknown key '" + key + "'; the keys here are "
                        + String.join(", ", known.stream().sorted().toList())));
    }
}
