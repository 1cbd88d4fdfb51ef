/// What language models cost, and that they cost no more than they may. In: a call on a workspace's
/// behalf. Out: its reply with what it cost, a line in the ledger, a trace. The only road from a
/// workspace to a model: [Spending#call] reserves what the call may cost at most, asks, and settles
/// what it did cost, also when its caller has gone. Sums, caps and usage for operators are in
/// [PostgresBudgets], [PostgresKeyBudgets], [PostgresUsage] and [PostgresTraces]; [Upkeep] closes
/// what a killed process left open. `docs/spend.md` has the rules.
@NullMarked
package dev.raghub.spend;

import org.jspecify.annotations.NullMarked;
