/// How much a key may ask for in a minute: requests, counted as they come in, and tokens, counted
/// when it is known what an answer cost. In: a caller at the gate, tokens afterwards. Out: an
/// [Admission], which the door shows in headers, or a refusal with the time to wait.
///
/// Counted in Redis for all gateways together ([RedisMeter]), or, while Redis does not answer, by
/// each gateway alone ([NodeMeter]); never an error. The rule is in docs/keys.md.
@NullMarked
package dev.raghub.limit;

import org.jspecify.annotations.NullMarked;
