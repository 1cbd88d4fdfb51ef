/// Which workspace a question belongs to, or none of them.
///
/// In: texts of which it is known where they belong ([Example]), and a question with its vector.
/// Out: a [Routing]: the workspace, or the refusal to name one, with the scores of all. An
/// [ExampleRouter] learns a [FisherProjection] in which texts of one subject lie close, compares a
/// question with its nearest examples there and by words ([TermScores]), and has found out on held
/// back examples how near is near enough ([Calibration]).
///
/// Knows how texts become terms; the vectors are the caller's. Learns nothing from questions.
@NullMarked
package dev.raghub.route;

import org.jspecify.annotations.NullMarked;
