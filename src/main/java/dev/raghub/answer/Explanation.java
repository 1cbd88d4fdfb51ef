package dev.raghub.answer;

import java.util.List;

/// Why a passage stands where it stands: score = parts.dense + ½ · parts.lexical + parts.named + ½
/// · parts.asked + parts.hop + 0.3 · parts.walk − parts.repeated.
///
/// @param parts the parts of the score
/// @param terms the question's terms that the passage has
/// @param names the names of the passage that the question says
/// @param hops how evidence leads here from the strongest passage, first step first; empty where it
///   stands on its own
/// @param walk the way along which the walk brought most to it: seed first, passages and entities
///   in turn, this passage last
public record Explanation(
    Parts parts, List<String> terms, List<String> names, List<HopStep> hops, List<String> walk) {
  public Explanation {
    terms = List.copyOf(terms);
    names = List.copyOf(names);
    hops = List.copyOf(hops);
    walk = List.copyOf(walk);
  }

  /// The parts of a score; all but `hop` and `repeated` lie between 0 and 1.
  public record Parts(
      double dense,
      double lexical,
      double named,
      double asked,
      double hop,
      double walk,
      double repeated) {}

  /// A step from one passage to another.
  ///
  /// @param from the passage it starts at, as `source:key`
  /// @param over the name or row that joins the two
  /// @param kind `names`, `named-by`, `shares`, or `joins` for a way along references
  /// @param via the passages between both, as `source:key`; only for `joins`
  /// @param speaker whose sentence makes the step, as `source:key`
  /// @param sentence its place in that passage, from 1
  /// @param relevance how well that sentence fits the question, 0 to 1
  /// @param residual how much of what the first passage leaves open the second covers, 0 to 1
  /// @param to where it leads, as `source:key`
  public record HopStep(
      String from,
      String over,
      String kind,
      List<String> via,
      String speaker,
      int sentence,
      double relevance,
      double residual,
      double value,
      String to) {}
}
