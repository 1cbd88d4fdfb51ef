package dev.raghub.rest;

import dev.raghub.rest.Client.Answer;
import dev.raghub.rest.IsolationCallers.Asker;
import dev.raghub.rest.IsolationFindings.Seen;
import dev.raghub.rest.IsolationWorld.Space;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of the isolation matrix about operations of the REST interface: each by every caller,
/// with whatever is another's named wherever it takes a name.
///
/// @param runs a run of each workspace
record IsolationOperations(
    IsolationWorld world,
    IsolationCallers callers,
    Map<Space, Long> runs,
    IsolationFindings findings) {
  static final String TABLE = "operations";
  private static final String BROKEN = "{\"question\": {";

  /// Calls the operation in every way, as itself last, for that may change what there is.
  void check(Operation known) {
    Operation call = known.with("{key}", "same-key");
    List<String> cells = new ArrayList<>();
    cells.add("`" + known.name() + "`");
    cells.add(refused(call, callers.nobody(), "not-authenticated"));
    cells.add(refused(call, callers.lacking().get(call.role()), forbidden(call)));
    cells.add(naming(call, callers.one(), List.of(world.a2())));
    cells.add(naming(call, callers.one(), List.of(world.b1(), world.b2())));
    cells.add(naming(call, callers.both(), List.of(world.b1(), world.b2())));
    callers.readers().forEach(reader -> cells.add(reading(call, reader)));
    byForeignId(call);
    brokenly(call);
    Answer own = send(callers.one(), ownRun(call), world.a1());
    look(call, callers.one(), "status " + call.expected(), own, own.status() == call.expected());
    cells.add(String.valueOf(own.status()));
    findings.row(TABLE, cells.toArray(String[]::new));
  }

  /// A key is no signature.
  private static String forbidden(Operation call) {
    return call.kind() == Operation.Kind.SIGNED ? "not-authenticated" : "forbidden";
  }

  private Operation ownRun(Operation call) {
    return call.with("{id}", String.valueOf(runs.get(world.a1())));
  }

  private String refused(Operation call, Asker asker, String code) {
    Answer answer = send(asker, ownRun(call), world.a1());
    look(call, asker, code, answer, answer.code().equals(code));
    return told(answer);
  }

  /// Names what the caller may not enter.
  private String naming(Operation call, Asker asker, List<Space> others) {
    String code =
        switch (call.kind()) {
          case HEADER, PATH -> "workspace-not-found";
          case MAKES, EVERYWHERE, SIGNED -> forbidden(call);
          case LISTS -> call.expected() == 404 ? "not-found" : "";
        };
    List<String> told = new ArrayList<>();
    for (Space other : others) {
      Answer answer = send(asker, ownRun(call), other);
      look(
          call,
          asker,
          "naming %s: %s".formatted(other.place(), code),
          answer,
          answer.code().equals(code));
      told.add(told(answer));
    }
    return told.stream().distinct().reduce((one, more) -> one + ", " + more).orElseThrow();
  }

  /// A key with labels queries, and sees what it may read; everything else is not for it.
  private String reading(Operation call, Asker reader) {
    boolean may = call.role().equals("query");
    Answer answer = send(reader, ownRun(call), world.a1());
    look(
        call,
        reader,
        may ? "status " + call.expected() : forbidden(call),
        answer,
        may ? answer.status() == call.expected() : answer.code().equals(forbidden(call)));
    for (Space other : List.of(world.a2(), world.b1(), world.b2())) {
      Answer refused = send(reader, ownRun(call), other);
      boolean lists = may && call.kind() == Operation.Kind.LISTS;
      look(
          call,
          reader,
          "naming " + other.place(),
          refused,
          lists
              ? refused.status() == call.expected()
              : refused.code().equals(may ? "workspace-not-found" : forbidden(call)));
    }
    return told(answer);
  }

  /// In its own workspace, with the id of a run of another.
  private void byForeignId(Operation call) {
    if (!call.path().contains("{id}") || call.kind() != Operation.Kind.HEADER) {
      return;
    }
    for (Space other : List.of(world.a2(), world.b1(), world.b2())) {
      Operation foreign = call.with("{id}", String.valueOf(runs.get(other)));
      for (Asker asker : List.of(callers.one(), callers.both())) {
        Answer answer = send(asker, foreign, world.a1());
        look(
            call,
            asker,
            "with a run of " + other.place() + ": not-found",
            answer,
            answer.code().equals("not-found"));
      }
    }
  }

  /// What is said of a body that is no JSON.
  private void brokenly(Operation call) {
    if (call.body().isEmpty()) {
      return;
    }
    List<Asker> askers = new ArrayList<>(callers.readers());
    askers.add(callers.one());
    for (Asker asker : askers) {
      Answer answer =
          asker
              .client()
              .send(
                  call.method(),
                  ownRun(call).with("{name}", world.a1().workspace()).path(),
                  world.a1().header(),
                  BodyPublishers.ofString(BROKEN));
      boolean client = answer.status() >= 400 && answer.status() < 500 && answer.isError();
      look(call, asker, "a broken body: an error", answer, client);
    }
  }

  private Answer send(Asker asker, Operation operation, Space space) {
    Operation call = operation.with("{name}", space.workspace());
    return asker
        .client()
        .send(
            call.method(),
            call.path(),
            Optional.of(space.workspace()),
            call.body().isEmpty()
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(call.body().replace("{name}", space.workspace())));
  }

  private void look(
      Operation call, Asker asker, String expected, Answer answer, boolean asExpected) {
    findings.check(
        new Seen(call.name(), asker.name() + ", " + expected, answer.everything(), asker.hidden()),
        asExpected);
  }

  /// Status and code.
  static String told(Answer answer) {
    return (answer.status() + " " + answer.code()).strip();
  }
}
