/// Code that breaks each rule of `ArchitectureTest` on purpose, so that the test can show that the
/// rule would notice.
@NullMarked
package dev.raghub.violations;

import org.jspecify.annotations.NullMarked;
