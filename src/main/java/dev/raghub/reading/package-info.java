/// What a language model reads in free text: relations between names, asynchronously, durably, and
/// only what the text bears out. In: chunks that `merge` has stored. Out: mentions and assertions
/// of those chunks, in one transaction with the outbox.
///
/// The unit is an [Excerpt]: up to 1,200 characters of a document's free text, whatever its fields
/// say. What is asked ([ExtractionPrompt]) depends on title and text alone; so does what is kept of
/// the completion ([CompletionCheck]). Hence results are kept by text, are read once a workspace,
/// and any sequence of edits ends in the state of a fresh build.
@NullMarked
package dev.raghub.reading;

import org.jspecify.annotations.NullMarked;
