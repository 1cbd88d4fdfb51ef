/// The door for clients that speak to OpenAI: chat completions (whole and streamed), models,
/// embeddings. In flow requests in OpenAI's form, with fields we do not know left alone; out flow
/// its answers, with what only raghub knows in a field `raghub`, and its errors. A conversation is
/// reduced to one self-contained question ([Conversation]), which goes the way of every question.
/// Like `rest` it asks the gate first and holds no logic of answering.
@NullMarked
package dev.raghub.openai;

import org.jspecify.annotations.NullMarked;
