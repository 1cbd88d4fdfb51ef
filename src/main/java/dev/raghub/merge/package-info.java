/// Documents into the store: corpus, graph and outbox in ONE transaction that holds its workspace's
/// revision row, so that writers of a workspace take turns and any sequence of edits ends in the
/// state of a fresh build.
@NullMarked
package dev.raghub.merge;

import org.jspecify.annotations.NullMarked;
