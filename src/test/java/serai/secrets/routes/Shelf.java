package serai.secrets.routes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The versions of secrets that a fake holds, by the backend's own names; the first has number 1. */
final class Shelf {

    private final Map<String, List<byte[]>> versions = new ConcurrentHashMap<>();

    /** The number of the new version. */
    int put(String name, byte[] value) {
        List<byte[]> now = versions.compute(name, (key, before) -> {
            List<byte[]> all = new ArrayList<>(before == null ? List.of() : before);
            all.add(value.clone());
            return List.copyOf(all);
        });
        return now.size();
    }

    boolean holds(String name) {
        return versions.containsKey(name);
    }

    void make(String name) {
        versions.putIfAbsent(name, List.of());
    }

    int count(String name) {
        return versions.getOrDefault(name, List.of()).size();
    }

    Optional<byte[]> current(String name) {
        List<byte[]> all = versions.getOrDefault(name, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** All texts, for answers that show too much. */
    String values() {
        return versions.values().stream()
                .flatMap(List::stream)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }
}
