package serai.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an ingestion went.
 *
 * @param stored how many documents are new or changed
 * @param unchanged how many were stored already
 * @param passages how many passages the new ones have
 * @param refused the reason by file, in the order of refusal
 */
record IngestSummary(int stored, int unchanged, int passages, Map<String, String> refused) {

    String text() {
        StringBuilder text = new StringBuilder()
                .append(stored)
                .append(" stored (")
                .append(passages)
                .append(" passages), ")
                .append(unchanged)
                .append(" unchanged, ")
                .append(refused.size())
                .append(" refused");
        refused.forEach((file, reason) -> text.append(System.lineSeparator())
                .append("  ")
                .append(file)
                .append(": ")
                .append(reason));
        return text.toString();
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("stored", stored);
        all.put("unchanged", unchanged);
        all.put("passages", passages);
        all.put("refused", refused);
        try {
            return new ObjectMapper().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers are JSON", e);
        }
    }
}
