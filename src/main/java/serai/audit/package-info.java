/**
 * The durable, append-only log of who asked what and what was released. Uses query and secrets.
 */
@NullMarked
package serai.audit;

import org.jspecify.annotations.NullMarked;
