package serai.secrets.routes;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ErrorDetails;
import com.google.api.gax.rpc.StatusCode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import serai.secrets.SecretBackendException.Reason;

/** What Google's client throws. */
final class GcpFailures implements Failures {

    private static final Duration MOST = Duration.ofHours(1);

    @Override
    public Optional<Refusal> understand(Throwable failure) {
        if (failure instanceof CancellationException) {
            return Optional.of(Refusal.of(Reason.UNREACHABLE, "CancellationException"));
        }
        if (!(failure instanceof ApiException answer)) {
            return Optional.empty();
        }
        StatusCode.Code code = answer.getStatusCode().getCode();
        Reason reason = isUnreadable(answer) ? Reason.MALFORMED : reason(code);
        return Optional.of(new Refusal(reason, code.name(), retryAfter(answer)));
    }

    private static Reason reason(StatusCode.Code code) {
        return switch (code) {
            // A version that is disabled or destroyed fails a precondition.
            case NOT_FOUND, FAILED_PRECONDITION -> Reason.MISSING;
            case PERMISSION_DENIED, UNAUTHENTICATED -> Reason.DENIED;
            case RESOURCE_EXHAUSTED -> Reason.THROTTLED;
            case UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED, CANCELLED, INTERNAL, UNKNOWN -> Reason.UNREACHABLE;
            default -> Reason.MALFORMED;
        };
    }

    private static boolean isUnreadable(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof InvalidProtocolBufferException) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Duration> retryAfter(ApiException answer) {
        return Optional.ofNullable(answer.getErrorDetails())
                .map(ErrorDetails::getRetryInfo)
                .map(RetryInfo::getRetryDelay)
                .map(delay -> Duration.ofSeconds(delay.getSeconds(), delay.getNanos()))
                .map(delay -> delay.compareTo(MOST) > 0 ? MOST : delay);
    }
}
