/// Models behind ports. Today: the embedder that runs in the process. In: texts. Out: unit vectors,
/// and a fingerprint that names the model so that vectors of different models never meet.
@NullMarked
package dev.raghub.model;

import org.jspecify.annotations.NullMarked;
