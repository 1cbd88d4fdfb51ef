/// Ways to answer from passages. Today one: the extractive tier, which quotes.
@NullMarked
package dev.raghub.tier;

import org.jspecify.annotations.NullMarked;
