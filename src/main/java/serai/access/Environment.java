package serai.access;

import java.time.Instant;

/**
 * What a policy may know besides subject and labels.
 *
 * @param now the time of the request
 */
public record Environment(Instant now) {}
