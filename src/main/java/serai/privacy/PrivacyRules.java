package serai.privacy;

import com.google.re2j.Pattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code config/privacy.yaml} says.
 *
 * @param actions by entity; every entity the engine finds has one
 * @param patterns the operator's own entities
 * @param phoneRegions ISO 3166 codes of the regions whose national phone formats count
 */
record PrivacyRules(Map<String, Action> actions, Map<String, Pattern> patterns, List<String> phoneRegions) {

    static final List<String> BUILT_IN = List.of(
            PhoneDetector.ENTITY,
            EmailDetector.ENTITY,
            CreditCardDetector.ENTITY,
            PersonDetector.ENTITY,
            LocationDetector.ENTITY,
            DateTimeDetector.ENTITY,
            IbanDetector.ENTITY,
            IpAddressDetector.ENTITY,
            SsnDetector.ENTITY);

    static final List<String> PHONE_REGIONS = List.of("US", "GB", "DE", "FR", "IL", "IN", "BR", "JP", "AU");

    PrivacyRules {
        actions = Map.copyOf(actions);
        patterns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(patterns));
        phoneRegions = List.copyOf(phoneRegions);
    }

    /** A detector of all that these rules speak of. */
    PiiDetector detector() {
        PiiDetector all = new EmailDetector()
                .and(new IbanDetector())
                .and(new CreditCardDetector())
                .and(new IpAddressDetector())
                .and(new SsnDetector())
                .and(new PhoneDetector(phoneRegions))
                .and(new DateTimeDetector())
                .and(new PersonDetector())
                .and(new LocationDetector());
        for (var pattern : patterns.entrySet()) {
            all = all.and(new ConfiguredPatternDetector(pattern.getKey(), pattern.getValue()));
        }
        return all;
    }
}
