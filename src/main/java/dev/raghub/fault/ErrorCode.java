package dev.raghub.fault;

import java.util.Locale;

/// Every way in which raghub says no. The name in kebab case is the stable, documented code.
public enum ErrorCode {
  INVALID_REQUEST(ErrorType.CALLER, 400, false),
  MALFORMED_JSON(ErrorType.CALLER, 400, false),
  UNKNOWN_FIELD(ErrorType.CALLER, 400, false),
  INVALID_WORKSPACE_NAME(ErrorType.CALLER, 400, false),
  WORKSPACE_REQUIRED(ErrorType.CALLER, 400, false),
  NOT_AUTHENTICATED(ErrorType.POLICY, 401, false),
  FORBIDDEN(ErrorType.POLICY, 403, false),
  NOT_FOUND(ErrorType.CALLER, 404, false),
  WORKSPACE_NOT_FOUND(ErrorType.CALLER, 404, false),
  METHOD_NOT_ALLOWED(ErrorType.CALLER, 405, false),
  NOT_ACCEPTABLE(ErrorType.CALLER, 406, false),
  CONFLICT(ErrorType.CALLER, 409, false),
  IDEMPOTENCY_UNDER_WAY(ErrorType.CALLER, 409, true),
  IDEMPOTENCY_NOT_REPLAYABLE(ErrorType.CALLER, 409, false),
  IDEMPOTENCY_MISMATCH(ErrorType.CALLER, 422, false),
  ENTITY_NOT_FOUND(ErrorType.CALLER, 404, false),
  ALREADY_MERGED(ErrorType.CALLER, 409, false),
  MERGE_CYCLE(ErrorType.CALLER, 409, false),
  BODY_TOO_LARGE(ErrorType.CALLER, 413, false),
  UNSUPPORTED_MEDIA_TYPE(ErrorType.CALLER, 415, false),
  DOCUMENT_TOO_LARGE(ErrorType.CALLER, 422, false),
  ROW_UNREADABLE(ErrorType.CALLER, 422, false),
  FILE_TOO_LARGE(ErrorType.CALLER, 413, false),
  FILE_UNREADABLE(ErrorType.CALLER, 422, false),
  FILE_TIMEOUT(ErrorType.CALLER, 422, false),
  MAPPING_INVALID(ErrorType.CALLER, 422, false),
  SOURCE_CHANGED(ErrorType.CALLER, 422, false),
  SOURCE_BUSY(ErrorType.POLICY, 409, true),
  WORKSPACE_FROZEN(ErrorType.POLICY, 409, false),
  DELETION_GUARD(ErrorType.POLICY, 409, false),
  EXTRACTION_OFF(ErrorType.POLICY, 409, false),
  WORKSPACE_NOT_READY(ErrorType.POLICY, 503, true),
  SOURCE_UNREACHABLE(ErrorType.UPSTREAM, 502, true),
  SOURCE_TIMEOUT(ErrorType.UPSTREAM, 504, true),
  SOURCE_CREDENTIALS_REFUSED(ErrorType.UPSTREAM, 502, false),
  CACHE_UNAVAILABLE(ErrorType.UPSTREAM, 503, true),
  ISSUER_UNREACHABLE(ErrorType.UPSTREAM, 503, true),
  DATABASE_UNAVAILABLE(ErrorType.UPSTREAM, 503, true),
  EMBEDDER_MISMATCH(ErrorType.UPSTREAM, 503, false),
  NO_RETRIEVAL_LEG(ErrorType.UPSTREAM, 503, true),
  MODEL_UNREACHABLE(ErrorType.UPSTREAM, 502, true),
  MODEL_BROKEN_OFF(ErrorType.UPSTREAM, 502, true),
  MODEL_TIMEOUT(ErrorType.UPSTREAM, 504, true),
  MODEL_BUSY(ErrorType.UPSTREAM, 503, true),
  MODEL_CREDENTIALS_REFUSED(ErrorType.UPSTREAM, 502, false),
  MODEL_REFUSED(ErrorType.UPSTREAM, 502, false),
  MODEL_MALFORMED(ErrorType.UPSTREAM, 502, true),
  QUEUE_FULL(ErrorType.POLICY, 429, true),
  BUDGET_EXCEEDED(ErrorType.POLICY, 429, true),
  RATE_LIMITED(ErrorType.POLICY, 429, true),
  GATEWAY_UNREACHABLE(ErrorType.UPSTREAM, 503, true),
  PORT_IN_USE(ErrorType.RESOURCES, 500, false),
  FOLDER_NOT_WRITABLE(ErrorType.RESOURCES, 500, false),
  FOLDER_IN_USE(ErrorType.RESOURCES, 500, false),
  DISK_FULL(ErrorType.RESOURCES, 507, false),
  EMBEDDED_SERVER_FAILED(ErrorType.RESOURCES, 500, false),
  CONFIGURATION_INVALID(ErrorType.RESOURCES, 500, false),
  INTERNAL(ErrorType.INTERNAL, 500, false);

  private final ErrorType type;
  private final int status;
  private final boolean retriable;

  ErrorCode(ErrorType type, int status, boolean retriable) {
    this.type = type;
    this.status = status;
    this.retriable = retriable;
  }

  /// Who has to act.
  public ErrorType type() {
    return type;
  }

  /// The HTTP status of a response that carries this code.
  public int status() {
    return status;
  }

  /// Whether the same request may succeed later without a change.
  public boolean retriable() {
    return retriable;
  }

  /// The code as callers see it, such as `workspace-not-found`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
