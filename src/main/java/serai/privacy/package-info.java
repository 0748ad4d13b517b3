/**
 * Finds, masks and restores personal data; no text leaves for a model before it went through here. Uses query,
 * intake and secrets.
 */
@NullMarked
package serai.privacy;

import org.jspecify.annotations.NullMarked;
