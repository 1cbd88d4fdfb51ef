/// HTTP in and out for everybody: queries, passages, documents, workspaces. Turns requests into
/// calls and errors into problem+json; holds no logic of its own. Every route asks [Gate] who calls
/// and for which workspace.
@NullMarked
package dev.raghub.rest;

import org.jspecify.annotations.NullMarked;
