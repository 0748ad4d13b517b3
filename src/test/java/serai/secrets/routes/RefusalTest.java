package serai.secrets.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serai.secrets.SecretBackendException.Reason;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** What answers mean. */
final class RefusalTest {

    @ParameterizedTest
    @CsvSource({
        "400, MALFORMED", "401, DENIED", "403, DENIED", "404, MISSING", "408, UNREACHABLE", "412, UNREACHABLE",
        "422, MALFORMED", "429, THROTTLED", "472, UNREACHABLE", "500, UNREACHABLE", "503, UNREACHABLE", "302, MALFORMED"
    })
    void aStatusHasOneMeaning(int status, Reason reason) {
        assertThat(Refusal.ofStatus(status, Optional.empty())).isEqualTo(Refusal.of(reason, "HTTP " + status));
    }

    @Test
    void theTimeToBeLeftAloneIsBounded() {
        assertThat(Refusal.ofStatus(429, Optional.of(" 5 ")).retryAfter()).contains(Duration.ofSeconds(5));
        assertThat(Refusal.ofStatus(503, Optional.of("99999999")).retryAfter()).contains(Duration.ofHours(1));
        assertThat(Refusal.ofStatus(503, Optional.of("-1")).retryAfter()).isEmpty();
        assertThat(Refusal.ofStatus(503, Optional.of("Fri, 31 Dec 1999 23:59:59 GMT"))
                        .retryAfter())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, ResourceNotFoundException, MISSING",
        "400, InvalidRequestException, MISSING",
        "400, UnrecognizedClientException, DENIED",
        "403, InvalidClientTokenId, DENIED",
        "400, ExpiredTokenException, DENIED",
        "400, DecryptionFailure, DENIED",
        "400, ThrottlingException, THROTTLED",
        "400, TooManyRequestsException, THROTTLED",
        "400, InvalidParameterException, MALFORMED",
        "500, InternalServiceError, UNREACHABLE"
    })
    void awsSaysMoreByItsCode(int status, String code, Reason reason) {
        Optional<Refusal> refusal = new AwsFailures()
                .understand(SecretsManagerException.builder()
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage("hunter2")
                                .build())
                        .build());

        assertThat(refusal).contains(Refusal.of(reason, code));
    }

    @Test
    void aCodeThatIsNoneIsNotRepeated() {
        Optional<Refusal> refusal = new AwsFailures()
                .understand(SecretsManagerException.builder()
                        .statusCode(500)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("the value is hunter2")
                                .build())
                        .build());

        assertThat(refusal).contains(Refusal.of(Reason.UNREACHABLE, "HTTP 500"));
    }

    @Test
    void awsWithoutCredentialsIsARefusal() {
        assertThat(new AwsFailures()
                        .understand(SdkClientException.create("Unable to load credentials from any of the providers")))
                .contains(Refusal.of(Reason.DENIED, "no credentials"));
        assertThat(new AwsFailures().understand(SdkClientException.create("else")))
                .isEmpty();
    }

    @Test
    void whoeverGivesAzureTokensMayBeCutOffOrRefuse() {
        ClientAuthenticationException refused = new ClientAuthenticationException("no", null);
        ClientAuthenticationException cutOff = new ClientAuthenticationException(
                "no", null, new IllegalStateException(new java.net.ConnectException("refused")));

        assertThat(reason(refused)).isEqualTo(Reason.DENIED);
        assertThat(reason(cutOff)).isEqualTo(Reason.UNREACHABLE);
    }

    private static Reason reason(Throwable failure) {
        return new Call("azure", "read", "key")
                .failure(failure, AzureClients::understand)
                .reason();
    }
}
