/// From a question to ranked passages. In: a question. Out: passages with the legs, ranks and
/// scores that put them there. The legs run beside each other under one deadline; one that misses
/// it is named, none at all is an error.
@NullMarked
package dev.raghub.retrieve;

import org.jspecify.annotations.NullMarked;
