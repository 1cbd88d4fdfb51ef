/// From passages to the compact block that a language model is shown. In: ranked passages whose
/// sentences know which of the question's terms they have. Out: a text under a hard ceiling of
/// tokens that cites its sources. Chooses sentences, not passages: what was left out of a passage
/// cost the tokens that another passage's best sentence now has.
@NullMarked
package dev.raghub.context;

import org.jspecify.annotations.NullMarked;
