package serai.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Serves the contract of the HTTP surface. */
final class Contract {

    private Contract() {}

    static RouterFunction<ServerResponse> at(Path file) {
        try {
            byte[] text = Files.readAllBytes(file);
            return RouterFunctions.route()
                    .GET(
                            "/openapi.yaml",
                            request -> ServerResponse.ok()
                                    .contentType(MediaType.parseMediaType("application/yaml"))
                                    .body(text))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("serai.edge.contract must name a readable file, not " + file, e);
        }
    }
}
