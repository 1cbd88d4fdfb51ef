package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.rest.Client.Answer;
import dev.raghub.rest.IsolationCallers.Asker;
import dev.raghub.rest.IsolationFindings.Seen;
import dev.raghub.rest.IsolationWorld.Set;
import dev.raghub.rest.IsolationWorld.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The part of the isolation matrix about questions, by every way to ask them: where the choice of
/// the workspace is left, what was kept for others, what is counted, and what a question names that
/// the caller may not read.
record IsolationQuestions(
    IsolationWorld world, IsolationCallers callers, IsolationFindings findings) {
  static final String WAYS = "ways";
  static final String CASES = "cases";
  private static final String PASSWORD = "What is the password of the lighthouse?";
  private static final String COUNT = "How many beacons are there?";

  void check() {
    assertThat(IsolationWay.ALL.stream().map(way -> "POST " + way.path()).distinct().sorted())
        .as("a new way to ask needs its line in IsolationWay.ALL")
        .containsExactlyElementsOf(
            Operation.KNOWN.stream()
                .filter(Operation::isQuestion)
                .map(Operation::name)
                .sorted()
                .toList());
    for (IsolationWay way : IsolationWay.ALL) {
      kept(way, way.equals(IsolationWay.ALL.getFirst()));
      everywhere(way);
      pointed(way);
      counted(way);
      repeated(way);
    }
    seesItsOwn();
  }

  private void everywhere(IsolationWay way) {
    String first = world.a1().workspace();
    String own = first + "," + world.a2().workspace();
    String foreign = first + "," + world.b1().workspace();
    where(way, "`auto`", "auto", List.of(callers.one(), callers.both()), true);
    where(way, "A1,A2", own, List.of(callers.both()), false);
    where(way, "A1,B1", foreign, List.of(), false);
  }

  /// @param entering who may go where the header says, beside the readers where they may as well
  private void where(
      IsolationWay way, String name, String where, List<Asker> entering, boolean readersToo) {
    List<String> cells = new ArrayList<>(List.of(way.name(), name));
    cells.add(refused(way, name, where, callers.nobody(), "not-authenticated"));
    cells.add(refused(way, name, where, callers.lacking().get("query"), "forbidden"));
    List<Asker> askers = new ArrayList<>(List.of(callers.one(), callers.both()));
    askers.addAll(callers.readers());
    for (Asker asker : askers) {
      boolean may = entering.contains(asker) || (readersToo && callers.readers().contains(asker));
      if (may) {
        Answer answer = way.ask(asker.client(), where, PASSWORD);
        look(way.name() + ", " + name, asker, answer, answer.status() == 200);
        cells.add(IsolationOperations.told(answer));
      } else {
        cells.add(refused(way, name, where, asker, "workspace-not-found"));
      }
    }
    findings.row(WAYS, cells.toArray(String[]::new));
  }

  private String refused(IsolationWay way, String name, String where, Asker asker, String code) {
    Answer answer = way.ask(asker.client(), where, PASSWORD);
    look(way.name() + ", " + name + ": " + code, asker, answer, answer.code().equals(code));
    return IsolationOperations.told(answer);
  }

  /// Blue's answer is kept before red asks.
  ///
  /// @param says whether the answers say how they were served, and nobody has asked before
  private void kept(IsolationWay way, boolean says) {
    row(way, "the same words", (asker, where) -> way.ask(asker.client(), where, PASSWORD), says);
    row(
        way,
        "other words",
        (asker, where) -> way.ask(asker.client(), where, "What's the lighthouse's password?"),
        false);
  }

  /// A question with a name in it that only others may read.
  private void pointed(IsolationWay way) {
    aboutOthers(
        way,
        "a hidden name",
        asker -> {
          TreeSet<Integer> statuses = new TreeSet<>();
          for (String name : world.names()) {
            if (asker.hidden().contains(name)) {
              statuses.add(point(way, asker, name));
            }
          }
          return statuses.toString();
        });
  }

  private int point(IsolationWay way, Asker asker, String name) {
    String question = "What is the password of Tower %s?".formatted(name);
    Answer answer = way.ask(asker.client(), world.a1().workspace(), question);
    // What the caller said itself may be said again.
    List<String> hidden = asker.hidden().stream().filter(word -> !word.equals(name)).toList();
    findings.check(
        new Seen(way.name() + ", " + question, asker.name(), answer.everything(), hidden),
        answer.status() == 200);
    return answer.status();
  }

  /// Rows that may not be read are not counted either, and the statement that counts those that may
  /// be shows no text of a source's query.
  private void counted(IsolationWay way) {
    aboutOthers(
        way,
        "a count",
        asker -> {
          Answer answer = way.ask(asker.client(), world.a1().workspace(), COUNT);
          boolean computed = answer.body().contains("\"computed\"");
          boolean right = asker.equals(callers.one()) ? isCounted(way, answer) : !computed;
          look(way.name() + ", " + COUNT, asker, answer, answer.status() == 200 && right);
          return "[" + answer.status() + (computed ? ", computed]" : "]");
        });
  }

  private boolean isCounted(IsolationWay way, Answer answer) {
    if (!way.path().equals("/v1/query")) {
      return true;
    }
    JsonNode computed = answer.json().path("computed");
    // Only an explained answer has the statement.
    return computed.path("value").asText().equals("3")
        && computed.path("statement").asText("\"beacon\"").contains("\"beacon\"")
        && !answer.body().contains(world.a1().canary(Set.OPEN));
  }

  /// @param ask gives the cell of a caller
  private void aboutOthers(IsolationWay way, String name, Function<Asker, String> ask) {
    List<String> cells = new ArrayList<>(List.of(way.name() + ", " + name));
    for (Asker asker : List.of(callers.blue(), callers.red(), callers.plain(), callers.one())) {
      String cell = ask.apply(asker);
      cells.add(cell.substring(1, cell.length() - 1));
      if (List.of(callers.blue(), callers.red()).contains(asker)) {
        cells.add("–");
      }
    }
    cells.add("–");
    findings.row(CASES, cells.toArray(String[]::new));
  }

  /// With one Idempotency-Key for all of them.
  private void repeated(IsolationWay way) {
    if (way.repeats()) {
      String key = world.suffix() + IsolationWay.ALL.indexOf(way);
      row(
          way,
          "one Idempotency-Key",
          (asker, where) -> way.askOnce(asker.client(), where, PASSWORD, key),
          false);
    }
  }

  /// Everybody asks, and who has labels a second time; nobody is served what others were.
  ///
  /// @param says whether an answer says how it was served
  private void row(
      IsolationWay way, String name, BiFunction<Asker, String, Answer> ask, boolean says) {
    String first = world.a1().workspace();
    Asker abroad =
        new Asker(
            "A1+A2, in A2",
            callers.both().client(),
            world.hidden(List.of(world.a2()), List.of(Set.values())));
    List<String> cells = new ArrayList<>();
    cells.add(way.name() + ", " + name);
    for (Asker asker : List.of(callers.blue(), callers.red())) {
      cells.add(asked(way, asker, ask.apply(asker, first), says ? "miss" : ""));
      cells.add(asked(way, asker, ask.apply(asker, first), says ? "exact" : ""));
    }
    for (Asker asker : List.of(callers.plain(), callers.one())) {
      cells.add(asked(way, asker, ask.apply(asker, first), says ? "miss" : ""));
    }
    cells.add(asked(way, abroad, ask.apply(abroad, world.a2().workspace()), says ? "miss" : ""));
    findings.row(CASES, cells.toArray(String[]::new));
  }

  private String asked(IsolationWay way, Asker asker, Answer answer, String how) {
    String served = IsolationWay.served(answer).orElse("");
    String replayed = answer.header("Idempotency-Replayed").isEmpty() ? "" : "replayed";
    look(
        way.name() + ", kept: " + how,
        asker,
        answer,
        answer.status() == 200 && (how.isEmpty() || how.equals(served)));
    return List.of(String.valueOf(answer.status()), served, replayed).stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /// The twin of all that: each finds what it may read, so the words that must not be found could
  /// be.
  private void seesItsOwn() {
    IsolationWay retrieve =
        IsolationWay.ALL.stream()
            .filter(way -> way.name().equals("`POST /v1/retrieve`"))
            .findFirst()
            .orElseThrow();
    for (Set set : Set.values()) {
      Asker reader =
          switch (set) {
            case OPEN -> callers.plain();
            case RED -> callers.red();
            case BLUE -> callers.blue();
          };
      Answer answer = retrieve.ask(reader.client(), world.a1().workspace(), PASSWORD);
      String[] own =
          IsolationCallers.sets(set).stream().map(world.a1()::canary).toArray(String[]::new);
      assertThat(answer.body()).contains(own);
    }
    for (Space space : List.of(world.a1(), world.a2())) {
      Answer answer = retrieve.ask(callers.both().client(), space.workspace(), PASSWORD);
      for (Set set : Set.values()) {
        assertThat(answer.body()).contains(space.canary(set));
      }
    }
  }

  private void look(String what, Asker asker, Answer answer, boolean asExpected) {
    findings.check(new Seen(what, asker.name(), answer.everything(), asker.hidden()), asExpected);
  }
}
