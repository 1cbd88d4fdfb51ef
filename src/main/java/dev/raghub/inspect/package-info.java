/// A workspace's graph looked at: entities found by name, what lies around them, the ways between
/// them, which of them are central, and for every edge the row and sentence that it comes from. In
/// flows a question of an administrator, out flow lists with a limit and a cursor. Reads the graph
/// in memory and the tables; writes nothing.
@NullMarked
package dev.raghub.inspect;

import org.jspecify.annotations.NullMarked;
