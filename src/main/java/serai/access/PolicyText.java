package serai.access;

import java.util.List;
import java.util.Map;

/**
 * A policy file, read but not compiled.
 *
 * @param file for messages
 * @param version SHA-256 of the file, in hex
 * @param tenantClaim the claim that names the tenant
 * @param labels the types of the labels, by name
 */
record PolicyText(
        String file,
        String version,
        String tenantClaim,
        Map<String, Attribute> attributes,
        Map<String, LabelType> labels,
        List<Rule> rules) {}
