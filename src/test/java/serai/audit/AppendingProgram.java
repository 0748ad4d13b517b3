package serai.audit;

import java.nio.file.Path;
import java.util.stream.IntStream;

/** Appends from eight threads until it is killed and prints each receipt. */
final class AppendingProgram {

    private AppendingProgram() {}

    public static void main(String[] args) {
        FileAuditLog log = AuditFixture.open(Path.of(args[0]).resolve("audit"));
        IntStream.range(0, 8).forEach(thread -> Thread.ofPlatform().start(() -> appendForever(log)));
    }

    private static void appendForever(FileAuditLog log) {
        for (int i = 0; ; i++) {
            AuditReceipt receipt = log.append(AuditFixture.event(i));
            System.out.println(receipt.sequence() + " " + receipt.hash() + " .");
        }
    }
}
