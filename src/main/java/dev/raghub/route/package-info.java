/// Which workspace a question belongs to, or none of them.
///
/// In: texts of which it is known where they belong ([Example]), and a question with its vector.
/// Out: a [Routing]: the workspace, or the refusal to name one, with the scores of all. An
/// [ExampleRouter] learns a [FisherProjection] in which texts of one subject lie close, compares a
/// question with its nearest examples there and by words ([TermScores]), and has found out on held
/// back examples how near is near enough ([Calibration]).
///
/// Where there are no examples, a [WorkspaceRouter] chooses by what the workspaces hold: their best
/// passages vote ([Votes]) and lie near the question or do not ([Centroids]); from that follows a
/// [Verdict], and where it is close an [Umpire] may ask a model. Who may enter what is settled
/// before: it is given workspaces that the caller may enter, and knows of no others.
///
/// Knows the indexes, graphs, the fan-out of `retrieve`, and for the umpire policies and spending.
/// Learns nothing from questions.
@NullMarked
package dev.raghub.route;

import org.jspecify.annotations.NullMarked;
