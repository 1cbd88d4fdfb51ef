/// One error vocabulary for the whole gateway: every throw names an [ErrorCode], and the code alone
/// decides the HTTP status, the exit status and whether a retry makes sense. Knows nothing of any
/// other package.
@NullMarked
package dev.raghub.fault;

import org.jspecify.annotations.NullMarked;
