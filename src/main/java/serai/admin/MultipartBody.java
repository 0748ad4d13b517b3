package serai.admin;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A {@code multipart/form-data} body (RFC 7578), which {@code java.net.http} lacks. */
final class MultipartBody {

    private final String boundary = UUID.randomUUID().toString();
    private final List<byte[]> parts = new ArrayList<>();

    MultipartBody field(String name, String value) {
        add("Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value);
        return this;
    }

    MultipartBody file(String name, String fileName, byte[] content) {
        add("Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + quoted(fileName)
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        parts.add(content);
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher publisher() {
        List<byte[]> all = new ArrayList<>(parts);
        all.add(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return BodyPublishers.ofByteArrays(all);
    }

    private void add(String headAndValue) {
        String delimiter = (parts.isEmpty() ? "--" : "\r\n--") + boundary + "\r\n";
        parts.add((delimiter + headAndValue).getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String fileName) {
        return fileName.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
