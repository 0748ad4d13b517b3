package serai.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static serai.audit.AuditFixture.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every audit log does. */
interface AuditLogContract {

    AuditLog log();

    @Test
    default void numbersRecordsWithoutGaps() {
        AuditLog log = log();
        AuditReceipt first = log.append(event(1));

        assertThat(log.append(event(1)).sequence()).isEqualTo(first.sequence() + 1);
        assertThat(log.append(event(1)).sequence()).isEqualTo(first.sequence() + 2);
    }

    @Test
    default void givesEqualEventsDifferentHashes() {
        AuditLog log = log();

        assertThat(log.append(event(1)).hash())
                .isNotEqualTo(log.append(event(1)).hash());
    }

    @Test
    default void namesTheLogAndThePlaceInTheReceipt() {
        AuditReceipt receipt = log().append(event(1));

        assertThat(receipt.id()).matches("sr-[0-9a-f]{12}-" + receipt.sequence());
        assertThat(receipt.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    default void takesNestedDetails() {
        Map<String, Object> details = Map.of("documents", List.of(Map.of("id", "rules", "permitted", true)), "n", 5);

        assertThat(log().append(event(details)).id()).isNotEmpty();
    }

    @Test
    default void refusesDetailsThatJsonCannotHold() {
        Stream.of(
                        Instant.EPOCH,
                        0.5,
                        Long.MAX_VALUE,
                        new byte[1],
                        List.of(new Object()),
                        Map.of(1, "a number for a name"),
                        Arrays.asList(1, null))
                .forEach(value -> assertThatThrownBy(() -> log().append(event(Map.of("value", value))))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    default void givesEachOfManyThreadsAReceiptOfItsOwn() {
        AuditLog log = log();

        assertThat(IntStream.range(0, 500)
                        .parallel()
                        .mapToObj(i -> log.append(event(i)).sequence()))
                .doesNotHaveDuplicates()
                .hasSize(500);
    }
}
