/**
 * Turns an HTTP request with a verified token into a Query: tokens, limits, validation. Uses query and secrets.
 */
@NullMarked
package serai.intake;

import org.jspecify.annotations.NullMarked;
