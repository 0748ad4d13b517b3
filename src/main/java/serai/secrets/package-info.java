/**
 * Keys and credentials, asked for at each use and never printed. Uses no other package.
 */
@NullMarked
package serai.secrets;

import org.jspecify.annotations.NullMarked;
