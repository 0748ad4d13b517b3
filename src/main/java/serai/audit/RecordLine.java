package serai.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record as it stands in the log: canonical JSON (RFC 8785), without the line feed.
 *
 * <p>{@code hash} is the SHA-256 of the same JSON without its member {@code hash}; since that holds {@code prev}, the
 * hash of the record before, a record vouches for all before it. Every member but the details has a fixed alphabet, so
 * a record is read and written without a JSON parser.
 *
 * @param log the log it belongs to, 12 hex digits
 * @param sequence its place in the log, from 0
 * @param previous the hash of the record before; 64 zeros for the first
 */
record RecordLine(String log, long sequence, String previous, String hash) {

    /** The predecessor that the first record names. */
    static final String GENESIS = "0".repeat(64);

    /** No record is longer, in bytes. */
    static final int MAX_LENGTH = 1 << 20;

    private static final String DETAILS = "{\"details\":{";
    private static final String HASH = "\"hash\":\"";
    private static final int HASH_MEMBER = HASH.length() + 64 + "\",".length();
    private static final Pattern TAIL = Pattern.compile("\"hash\":\"(?<hash>[0-9a-f]{64})\",\"kind\":\"[A-Z_]{1,40}\","
            + "\"log\":\"(?<log>[0-9a-f]{12})\",\"prev\":\"(?<prev>[0-9a-f]{64})\","
            + "\"request\":\"[A-Za-z0-9._-]{0,64}\",\"seq\":(?<seq>0|[1-9][0-9]{0,17}),"
            + "\"subject\":\"(?:[0-9a-f]{64})?\",\"tenant\":\"[a-z0-9-]{0,63}\",\"time\":\"[0-9T:.Z-]{20,30}\"\\}");

    /** A record with its text. */
    record Written(RecordLine record, String text) {}

    static Written write(Entry entry, Instant time, String log, long sequence, String previous) {
        String head = "{\"details\":" + entry.details() + ",";
        String tail = "\"kind\":\"" + entry.kind() + "\",\"log\":\"" + log + "\",\"prev\":\"" + previous
                + "\",\"request\":\"" + entry.request() + "\",\"seq\":" + sequence + ",\"subject\":\"" + entry.subject()
                + "\",\"tenant\":\"" + entry.tenant() + "\",\"time\":\"" + time + "\"}";
        MessageDigest digest = sha256();
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        String hash = HexFormat.of().formatHex(digest.digest(tail.getBytes(StandardCharsets.US_ASCII)));
        String text = head + HASH + hash + "\"," + tail;
        return new Written(new RecordLine(log, sequence, previous, hash), text);
    }

    /** The record in a line, if it is one and its hash is right. */
    static Optional<RecordLine> read(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        int hashAt = text.lastIndexOf(HASH);
        if (!text.startsWith(DETAILS) || hashAt < 0 || text.charAt(hashAt - 1) != ',') {
            return Optional.empty();
        }
        Matcher tail = TAIL.matcher(text).region(hashAt, text.length());
        if (!tail.matches() || !tail.group("hash").equals(hashWithout(line, hashAt))) {
            return Optional.empty();
        }
        return Optional.of(new RecordLine(
                tail.group("log"), Long.parseLong(tail.group("seq")), tail.group("prev"), tail.group("hash")));
    }

    private static String hashWithout(byte[] line, int hashAt) {
        int rest = hashAt + HASH_MEMBER;
        MessageDigest digest = sha256();
        digest.update(line, 0, hashAt);
        digest.update(line, rest, line.length - rest);
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
