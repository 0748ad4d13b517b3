package serai.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes text strictly: a damaged file is refused, not guessed at. */
final class Utf8 {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Utf8() {}

    /** The text of UTF-8 bytes, or of UTF-16 bytes that begin with a byte order mark. */
    static String decode(byte[] content) throws UnreadableDocumentException {
        try {
            String text = charset(content)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableDocumentException("the text is not valid UTF-8; save it as UTF-8 and send it again");
        }
    }

    private static Charset charset(byte[] content) {
        boolean marked = content.length >= 2
                && ((content[0] == (byte) 0xFE && content[1] == (byte) 0xFF)
                        || (content[0] == (byte) 0xFF && content[1] == (byte) 0xFE));
        return marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }
}
