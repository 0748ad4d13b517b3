package serai.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import serai.ingest.LabelsFile;

/**
 * A file to ingest.
 *
 * @param path as the user named it, or below the folder that the user named
 * @param top the folder that was named, or the file's own
 */
record SourceFile(Path path, Path top) {

    String name() {
        return path.getFileName().toString();
    }

    byte[] content() throws IOException {
        return Files.readAllBytes(path);
    }

    /** The labels of the nearest {@code labels.yaml} beside the file or above it, up to the named folder. */
    Map<String, Object> folderLabels() {
        Path last = top.toAbsolutePath().normalize();
        Path folder = path.toAbsolutePath().normalize().getParent();
        while (folder != null && folder.startsWith(last)) {
            if (Files.isRegularFile(folder.resolve(LabelsFile.NAME))) {
                return LabelsFile.in(folder).labels(path);
            }
            folder = folder.getParent();
        }
        return Map.of();
    }
}
