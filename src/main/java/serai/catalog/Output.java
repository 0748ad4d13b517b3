package serai.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes that grow. */
final class Output {

    private ByteBuffer buffer = ByteBuffer.allocate(512);

    Output text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        room(bytes.length).put(bytes);
        return this;
    }

    Output number(int number) {
        room(Integer.BYTES).putInt(number);
        return this;
    }

    Output longNumber(long number) {
        room(Long.BYTES).putLong(number);
        return this;
    }

    /** Everything written; nothing can be added after. */
    byte[] bytes() {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int capacity = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
            buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
        }
        return buffer;
    }
}
