package serai.access;

import java.util.Optional;

/**
 * What a policy knows of a subject.
 *
 * @param name as in {@code user.name}
 * @param claim the claim it comes from: a name, or a path of names joined by dots
 * @param fallback the value for a token without the claim; empty when the claim is required
 */
record Attribute(String name, LabelType type, String claim, Optional<Object> fallback) {}
