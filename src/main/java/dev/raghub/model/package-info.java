/// Models behind ports. Embedders: in texts, out unit vectors and a fingerprint that names the model
/// so that vectors of different models never meet. Language models: in an endpoint and a prompt, out
/// a completion with its tokens and warnings, or a MODEL_* error.
///
///     Models ─▶ Lane (turns, retries, breaker, structure) ─▶ ChatModel (one attempt)
///                                                             └ Protocol + Exchange (the wire)
///
///     EndpointProbe ─▶ ServerProbe (is it there, does it list the model)
///                   └▶ AnswerProbe ─▶ Asking: whoever has it probed, who asks through `spend`
///
/// Knows no workspace: whoever asks on one's behalf has checked its policy and budget. Keys live in
/// [Secret] and leave it only into a request's header.
@NullMarked
package dev.raghub.model;

import org.jspecify.annotations.NullMarked;
