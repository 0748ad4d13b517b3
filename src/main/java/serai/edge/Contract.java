package serai.edge;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves the contract of the HTTP surface. */
@Controller
class Contract {

    private final byte[] text;

    Contract(EdgeSettings settings) {
        Path file = settings.contract();
        try {
            this.text = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("serai.edge.contract must name a readable file, not " + file, e);
        }
    }

    @GetMapping("/openapi.yaml")
    void show(HttpServletResponse response) throws IOException {
        response.setContentType("application/yaml");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }
}
