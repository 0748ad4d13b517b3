/**
 * Finds the passages a caller may read and decides each a second time. Uses query, intake, privacy, audit,
 * access and catalog.
 */
@NullMarked
package serai.retrieval;

import org.jspecify.annotations.NullMarked;
