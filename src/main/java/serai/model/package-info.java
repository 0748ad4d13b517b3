/**
 * Prompt, completion and release of an answer; the built-in extractive model. Uses the packages of the steps
 * before it and audit.
 */
@NullMarked
package serai.model;

import org.jspecify.annotations.NullMarked;
