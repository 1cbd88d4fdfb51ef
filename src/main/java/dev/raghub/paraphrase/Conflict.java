package dev.raghub.paraphrase;

/// What makes two questions differ although they may look alike.
public enum Conflict {
  NUMBER("numbers or identifiers differ"),
  NEGATION("one is negated, the other is not"),
  OPPOSITE("opposite words"),
  NAME("names differ"),
  FORM("another kind of answer is asked for"),
  QUANTIFIER("all, any and only are not the same"),
  DIRECTION("two things are exchanged"),
  POSSESSOR("mine and yours are exchanged"),
  MODALITY("what was, what may be, and what should or has to be are not the same"),
  CLAUSE("one is about fewer things"),
  TIME("the answer depends on when it is asked"),
  ACTION("something is to be done, not answered");

  private final String reason;

  Conflict(String reason) {
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
