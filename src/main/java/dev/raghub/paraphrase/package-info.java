/// Whether two questions ask the same, judged by their words. In: two texts and the cosine of their
/// embeddings. Out: a [Verdict] with its reason. English first; on words that it does not know it
/// says [Verdict.Unclear], which is a miss to a cache. Knows nothing of raghub.
@NullMarked
package dev.raghub.paraphrase;

import org.jspecify.annotations.NullMarked;
