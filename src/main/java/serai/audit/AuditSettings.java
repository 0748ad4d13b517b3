package serai.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The audit log.
 *
 * @param queue how many records may wait to be written; when it is full, requests are refused
 * @param timeout how long a request waits for its record to be durable before it is refused
 * @param segmentSize a segment that reaches this size is followed by a new one
 * @param minimumFree with less free space on its disk than this the gateway refuses requests
 */
@ConfigurationProperties(prefix = "serai.audit", ignoreUnknownFields = false)
public record AuditSettings(
        @DefaultValue("8192") int queue,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("64MB") DataSize segmentSize,
        @DefaultValue("64MB") DataSize minimumFree) {

    public AuditSettings {
        if (queue < 1 || queue > 1_000_000) {
            throw new IllegalArgumentException("serai.audit.queue is " + queue + ": set it to 1 to 1000000");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("serai.audit.timeout is " + timeout + ": set it to 1ms to 1m");
        }
        if (segmentSize.toBytes() < 1 || minimumFree.isNegative()) {
            throw new IllegalArgumentException(
                    "serai.audit.segment-size must be at least 1B and serai.audit.minimum-free at least 0B");
        }
    }
}
