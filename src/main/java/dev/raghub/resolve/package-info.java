/// Who is who. Rows and names are different nodes, and nothing is merged for being similar: a
/// person decides that two entities are the same, or that a row has another name, and may take it
/// back; what looks alike is only suggested. Knows the graph's tables and how `merge` writes them.
@NullMarked
package dev.raghub.resolve;

import org.jspecify.annotations.NullMarked;
