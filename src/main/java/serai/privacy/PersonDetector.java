package serai.privacy;

import java.util.List;

final class PersonDetector implements PiiDetector {
    static final String ENTITY = "PERSON";

    @Override
    public List<PiiSpan> detect(Scan scan) {
        return List.of();
    }
}
