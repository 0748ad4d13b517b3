/**
 * The Camel edge: loads, checks and swaps route files, maps problems, guards headers. Uses all steps.
 */
@NullMarked
package serai.routing;

import org.jspecify.annotations.NullMarked;
