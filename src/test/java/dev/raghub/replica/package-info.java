/// Gateways as they were packaged, several processes on one database, and what becomes of changes
/// when one of them is killed. Runs after packaging.
@NullMarked
package dev.raghub.replica;

import org.jspecify.annotations.NullMarked;
