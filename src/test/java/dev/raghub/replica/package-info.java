/// Gateways as they were packaged, several processes on one database, and what becomes of changes,
/// runs and requests when one of them is killed or stopped, or when PostgreSQL is. Runs after
/// packaging.
@NullMarked
package dev.raghub.replica;

import org.jspecify.annotations.NullMarked;
