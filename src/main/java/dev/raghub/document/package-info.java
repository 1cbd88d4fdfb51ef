/// Rows and pushed texts become one [Document] each: a title, names, a markdown body, links to
/// other documents. In: rows of `source`, bodies of requests. Out: documents with a content hash
/// that changes exactly when their meaning does.
@NullMarked
package dev.raghub.document;

import org.jspecify.annotations.NullMarked;
