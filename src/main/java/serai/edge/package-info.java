/**
 * HTTP requests to stages and stages to HTTP responses: security, header allow-list, problems, limits. Uses the packages
 * of all steps.
 */
@NullMarked
package serai.edge;

import org.jspecify.annotations.NullMarked;
