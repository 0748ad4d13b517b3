package serai.audit;

import java.util.List;

/**
 * The outcome of reading a whole log.
 *
 * @param log the id of the log; empty when no record could be read
 * @param segments how many files were read
 * @param records how many sound records were read
 * @param findings in the order of the log, at most {@link AuditVerifier#MAX_FINDINGS}
 */
public record Verification(String log, int segments, long records, List<Finding> findings) {

    public Verification {
        findings = List.copyOf(findings);
    }

    public boolean intact() {
        return findings.isEmpty();
    }
}
