package serai.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;

/** A kind of document that can be read. */
enum Format {
    MARKDOWN("md markdown", "text/markdown text/x-markdown text/x-web-markdown"),
    TEXT("txt text", "text/plain"),
    HTML("html htm xhtml", "text/html application/xhtml+xml"),
    PDF("pdf", "application/pdf"),
    DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    CSV("csv", "text/csv"),
    JSON("json", "application/json"),
    EMAIL("eml", "message/rfc822");

    private static final Set<String> MARKUP =
            Set.of("text/html", "application/xhtml+xml", "application/xml", "application/pdf");

    private final String extensions;
    private final String mediaTypes;

    /** Both space-separated, the usual one first. */
    Format(String extensions, String mediaTypes) {
        this.extensions = extensions;
        this.mediaTypes = mediaTypes;
    }

    /** The format that a file name's extension names. */
    static Optional<Format> named(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(f -> holds(f.extensions, extension))
                .findFirst();
    }

    /** The format that a media type names; parameters such as a charset do not count. */
    static Optional<Format> typed(String mediaType) {
        String bare = bare(mediaType);
        return Arrays.stream(values()).filter(f -> holds(f.mediaTypes, bare)).findFirst();
    }

    /** Whether a declared media type says nothing about the format, as curl's and browsers' fallbacks do. */
    static boolean saysNothing(String mediaType) {
        return Set.of("", "application/octet-stream", "text/plain").contains(bare(mediaType));
    }

    /** Whether bytes that look like {@code detected} can be a document of this format. */
    boolean agreesWith(MediaType detected) {
        String type = detected.getBaseType().toString();
        return switch (this) {
            case PDF -> type.equals("application/pdf");
            case DOCX -> isKind(detected, MediaType.APPLICATION_ZIP) || type.equals("application/x-tika-ooxml");
            case HTML -> holds(mediaTypes, type) || isText(detected) || type.equals("application/xml");
            case JSON -> type.equals("application/json") || isText(detected);
            case MARKDOWN -> isText(detected) || type.equals("text/html");
            case EMAIL, TEXT, CSV -> isText(detected) && !MARKUP.contains(type);
        };
    }

    /** The extensions that can be read, for people. */
    static String known() {
        return Arrays.stream(values())
                .map(format -> "." + format.extensions.split(" ", 2)[0])
                .collect(Collectors.joining(" "));
    }

    private static boolean holds(String names, String name) {
        return Set.of(names.split(" ")).contains(name);
    }

    private static boolean isText(MediaType detected) {
        return isKind(detected, MediaType.TEXT_PLAIN)
                || detected.getType().equals("text")
                || detected.getBaseType().toString().equals("message/rfc822");
    }

    /** Tika reads its thousand types when it is first asked, which a start need not wait for. */
    private static boolean isKind(MediaType detected, MediaType kind) {
        return MediaTypeRegistry.getDefaultRegistry().isInstanceOf(detected, kind);
    }

    private static String bare(String mediaType) {
        return mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
