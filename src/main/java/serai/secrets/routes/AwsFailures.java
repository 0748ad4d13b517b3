package serai.secrets.routes;

import java.util.Optional;
import java.util.Set;
import serai.secrets.SecretBackendException.Reason;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What AWS's SDK throws. AWS answers most refusals with status 400, and tells them apart by a code. */
final class AwsFailures implements Failures {

    /** A secret that is marked for deletion is an invalid request. */
    private static final Set<String> MISSING = Set.of("ResourceNotFoundException", "InvalidRequestException");

    private static final Set<String> DENIED = Set.of(
            "AccessDeniedException",
            "AccessDenied",
            "DecryptionFailure",
            "EncryptionFailure",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "InvalidIdentityToken",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "UnrecognizedClientException");

    @Override
    public Optional<Refusal> understand(Throwable failure) {
        if (failure instanceof AwsServiceException answer) {
            return Optional.of(answer(answer));
        }
        if (failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || failure instanceof AbortedException) {
            return Optional.of(Refusal.of(Reason.UNREACHABLE, failure.getClass().getSimpleName()));
        }
        boolean noCredentials = failure instanceof SdkClientException
                && String.valueOf(failure.getMessage()).startsWith("Unable to load credentials");
        return noCredentials ? Optional.of(Refusal.of(Reason.DENIED, "no credentials")) : Optional.empty();
    }

    private static Refusal answer(AwsServiceException answer) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode)
                .filter(given -> given.matches("[A-Za-z]{1,64}"))
                .orElse("");
        Refusal byStatus = Refusal.ofStatus(
                answer.isThrottlingException() ? 429 : answer.statusCode(),
                details.map(AwsErrorDetails::sdkHttpResponse)
                        .flatMap(response -> response.firstMatchingHeader("Retry-After")));
        return new Refusal(
                reason(code, byStatus.reason()), code.isEmpty() ? byStatus.detail() : code, byStatus.retryAfter());
    }

    private static Reason reason(String code, Reason byStatus) {
        if (MISSING.contains(code)) {
            return Reason.MISSING;
        }
        return DENIED.contains(code) ? Reason.DENIED : byStatus;
    }
}
