/**
 * Policies, the decision point, compiled filters, labels and the gate that authorises a query. Uses query,
 * intake, privacy and audit.
 */
@NullMarked
package serai.access;

import org.jspecify.annotations.NullMarked;
