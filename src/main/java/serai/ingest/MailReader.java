package serai.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * Mail: the subject is the title; sender, recipients and date form the first paragraph; then comes the plain text, or the
 * HTML where there is none. Attachments are not read: each is a document of its own, with labels of its own.
 */
final class MailReader implements FormatReader {

    private static final int DEEPEST = 8;
    private static final MimeConfig LIMITS = MimeConfig.custom()
            .setMaxHeaderCount(500)
            .setMaxHeaderLen(100_000)
            .setMaxLineLen(100_000)
            .build();

    @Override
    public void read(byte[] content, Outline outline) throws IOException, UnreadableDocumentException {
        Message message = parse(content);
        if (message.getHeader() == null || message.getHeader().getFields().size() < 2) {
            throw new UnreadableDocumentException("the mail has no header");
        }
        outline.title(Optional.ofNullable(message.getSubject()).orElse(""));
        outline.paragraph(envelope(message));
        Optional<Entity> text = part(message, "text/plain", 0).or(() -> part(message, "text/html", 0));
        if (text.isPresent()) {
            body(text.get(), outline);
        }
    }

    private static Message parse(byte[] content) throws IOException, UnreadableDocumentException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(LIMITS);
        try {
            return builder.parseMessage(new ByteArrayInputStream(content));
        } catch (org.apache.james.mime4j.MimeIOException e) {
            throw new UnreadableDocumentException("the mail is damaged, or nested or structured beyond bounds");
        } catch (IOException e) {
            if (e.getCause() instanceof MimeException) {
                throw new UnreadableDocumentException("the mail is damaged");
            }
            throw e;
        }
    }

    private static String envelope(Message message) {
        StringBuilder lines = new StringBuilder();
        for (String name : new String[] {"From", "To", "Date"}) {
            var field = message.getHeader().getField(name);
            if (field != null) {
                lines.append(name).append(": ").append(field.getBody()).append('\n');
            }
        }
        return lines.toString();
    }

    private static Optional<Entity> part(Entity entity, String type, int depth) {
        if (depth > DEEPEST || "attachment".equalsIgnoreCase(entity.getDispositionType())) {
            return Optional.empty();
        }
        if (entity.getBody() instanceof Multipart parts) {
            return parts.getBodyParts().stream()
                    .flatMap(part -> part(part, type, depth + 1).stream())
                    .findFirst();
        }
        boolean wanted = type.equals(entity.getMimeType()) && entity.getBody() instanceof TextBody;
        return wanted ? Optional.of(entity) : Optional.empty();
    }

    private static void body(Entity entity, Outline outline) throws IOException, UnreadableDocumentException {
        if (!(entity.getBody() instanceof TextBody body)) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.getInputStream().transferTo(bytes);
        String text = bytes.toString(charset(body));
        if ("text/html".equals(entity.getMimeType())) {
            HtmlReader.read(text, outline);
        } else {
            for (String paragraph : text.split("\\R[ \\t]*\\R\\s*", -1)) {
                outline.paragraph(paragraph);
            }
        }
    }

    private static Charset charset(TextBody body) throws UnreadableDocumentException {
        try {
            String name = body.getMimeCharset();
            return name == null || name.equalsIgnoreCase("us-ascii") ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UnreadableDocumentException("the mail is written in a character set that is not known");
        }
    }
}
