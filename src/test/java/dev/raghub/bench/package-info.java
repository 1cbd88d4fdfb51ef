/// Benchmarks: what a question costs in a workspace of which size. In: a seed and a number of
/// chunks. Out: a table of medians, each also as a multiple of embedding one question and of BM25
/// alone. Holds the runner and the corpus that it makes up; the benchmarks themselves live in the
/// packages that they measure.
@NullMarked
package dev.raghub.bench;

import org.jspecify.annotations.NullMarked;
