/**
 * The command line, the composition of the gateway, the demo. Uses every package.
 */
@NullMarked
package serai.admin;

import org.jspecify.annotations.NullMarked;
