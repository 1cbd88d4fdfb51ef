/// Entities, aliases, mentions and foreign-key edges. A row and a name are different entities
/// joined by an alias, so that homonyms stay apart and the order of arrival does not matter.
/// Everything countable is derived, nothing is counted here.
@NullMarked
package dev.raghub.graph;

import org.jspecify.annotations.NullMarked;
