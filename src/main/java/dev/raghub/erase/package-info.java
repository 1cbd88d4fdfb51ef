/// Erasing rows, documents and workspaces, and the proof of it. What is to be erased comes in; what
/// was searched afterwards, and how much of it was found where, goes out and is kept without
/// content. Tables are found from the database's catalog, so that a new one cannot be forgotten.
@NullMarked
package dev.raghub.erase;

import org.jspecify.annotations.NullMarked;
