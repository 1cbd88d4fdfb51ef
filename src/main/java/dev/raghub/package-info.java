/// raghub: PostgreSQL rows in, cited answers out. See `docs/architecture.md` for the map.
@NullMarked
package dev.raghub;

import org.jspecify.annotations.NullMarked;
