/// Documents become chunks of numbered sentences. In: a markdown body. Out: chunks small enough for
/// the embedder, whose sentences know whether they are free text or a `- name: value` line.
@NullMarked
package dev.raghub.chunk;

import org.jspecify.annotations.NullMarked;
