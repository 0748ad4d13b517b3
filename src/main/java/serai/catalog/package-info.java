/**
 * The authoritative record of every document: labels, sealed passages and vectors, data keys. Uses query,
 * secrets, privacy and access.
 */
@NullMarked
package serai.catalog;

import org.jspecify.annotations.NullMarked;
