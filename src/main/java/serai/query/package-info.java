/**
 * The words every package uses: stages, subjects, tenants, problems. Uses no other package.
 */
@NullMarked
package serai.query;

import org.jspecify.annotations.NullMarked;
