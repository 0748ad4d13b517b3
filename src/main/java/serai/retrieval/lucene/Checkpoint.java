package serai.retrieval.lucene;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.lucene.index.CorruptIndexException;
import serai.query.Tenant;

/**
 * What every index of the directory held when all of them were last durable.
 *
 * @param revision every change up to it is in the indexes
 * @param labelSchema the version of the label schema they were built for
 * @param tenants the revision of each tenant's last commit: an index that is missing or older was lost or replaced
 */
record Checkpoint(long revision, String labelSchema, Map<Tenant, Long> tenants) {

    static final String FILE = "checkpoint.properties";

    /** Changes with the layout of {@link PassageFields}; another layout is built anew. */
    private static final String LAYOUT = "1";

    private static final String TENANT = "tenant.";

    static final Checkpoint NONE = new Checkpoint(0, "", Map.of());

    Checkpoint {
        tenants = Map.copyOf(tenants);
    }

    /** The checkpoint of a directory; revision 0 when there is none. */
    static Checkpoint read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return NONE;
        }
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        if (!LAYOUT.equals(properties.getProperty("layout"))) {
            throw new CorruptIndexException("another layout than " + LAYOUT, FILE);
        }
        try {
            Map<Tenant, Long> tenants = new TreeMap<>(java.util.Comparator.comparing(Tenant::value));
            properties.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(TENANT))
                    .forEach(name -> tenants.put(
                            new Tenant(name.substring(TENANT.length())), Long.valueOf(properties.getProperty(name))));
            return new Checkpoint(
                    Long.parseLong(properties.getProperty("revision", "")),
                    properties.getProperty("labels", ""),
                    tenants);
        } catch (IllegalArgumentException e) {
            throw new CorruptIndexException("not a checkpoint", FILE, e);
        }
    }

    /** Replaces the checkpoint of a directory; durable on return. */
    void write(Path directory) throws IOException {
        String text = tenants.entrySet().stream()
                .map(entry -> TENANT + entry.getKey() + "=" + entry.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining(
                        "", "layout=" + LAYOUT + "\nrevision=" + revision + "\nlabels=" + labelSchema + "\n", ""));
        Path next = directory.resolve(FILE + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel parent = FileChannel.open(directory)) {
            parent.force(true);
        }
    }
}
