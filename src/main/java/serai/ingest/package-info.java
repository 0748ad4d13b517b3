/**
 * Turns an upload into a stored document: parse, label, inspect, embed, store. Uses query, intake, privacy,
 * audit, access, catalog and retrieval.
 */
@NullMarked
package serai.ingest;

import org.jspecify.annotations.NullMarked;
