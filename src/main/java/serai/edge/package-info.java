/**
 * HTTP requests to stages and stages to HTTP responses: security, problems, limits; no header enters a route. Uses the
 * packages of all steps.
 */
@NullMarked
package serai.edge;

import org.jspecify.annotations.NullMarked;
