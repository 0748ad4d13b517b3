/**
 * The embedded vector store on Lucene. Uses retrieval, access and query.
 */
@NullMarked
package serai.retrieval.lucene;

import org.jspecify.annotations.NullMarked;
