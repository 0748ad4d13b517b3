package serai.privacy;

import java.util.List;

final class LocationDetector implements PiiDetector {
    static final String ENTITY = "LOCATION";

    @Override
    public List<PiiSpan> detect(Scan scan) {
        return List.of();
    }
}
