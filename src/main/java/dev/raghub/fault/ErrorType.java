package dev.raghub.fault;

/// Who has to act on an error.
public enum ErrorType {
  /// The caller sent something that cannot be served as it is.
  CALLER(2),
  /// The caller may not, or not now: authorisation, limits, budgets.
  POLICY(3),
  /// Something raghub depends on failed: a database, Redis, a model, a source.
  UPSTREAM(4),
  /// The machine ran out of something: disk, memory, ports, time.
  RESOURCES(5),
  /// A defect of raghub. Its message is logged and never shown.
  INTERNAL(70);

  private final int exitStatus;

  ErrorType(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  /// The exit status of a command that ends with an error of this type.
  public int exitStatus() {
    return exitStatus;
  }
}
