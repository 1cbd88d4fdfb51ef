package dev.raghub.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.ErrorType;
import dev.raghub.fault.RaghubException;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The one way from an exception to a response, a [Problem] but where [ErrorForms] say otherwise.
/// An INTERNAL error is logged with its cause and shown without its message.
@Provider
public class Problems implements ExceptionMapper<Throwable> {
  private static final Map<Integer, ErrorCode> BY_STATUS =
      Map.of(
          401, ErrorCode.NOT_AUTHENTICATED,
          403, ErrorCode.FORBIDDEN,
          404, ErrorCode.NOT_FOUND,
          405, ErrorCode.METHOD_NOT_ALLOWED,
          406, ErrorCode.NOT_ACCEPTABLE,
          413, ErrorCode.BODY_TOO_LARGE,
          415, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
  private static final long RETRY_AFTER_SECONDS = 2;

  private final Gate gate;
  private final AdminAction action;
  private final Observer observer;
  private final ErrorForms forms;

  Problems(Gate gate, AdminAction action, Observer observer, ErrorForms forms) {
    this.gate = gate;
    this.action = action;
    this.observer = observer;
    this.forms = forms;
  }

  @Override
  public Response toResponse(Throwable failure) {
    RaghubException known = known(failure);
    action.refused(known.code());
    boolean internal = known.code().type() == ErrorType.INTERNAL;
    if (internal) {
      observer.saw(new Observation.RequestFailed(gate.requestId(), failure));
    }
    String detail =
        internal ? "an error inside raghub; its log has it under the request id" : known.reason();
    return response(known, detail);
  }

  private Response response(RaghubException known, String detail) {
    ErrorCode code = known.code();
    ErrorForms.Said said = forms.say(gate.path(), code, detail, gate.requestId());
    ResponseBuilder response =
        Response.status(code.status())
            .type(said.mediaType())
            .entity(said.body())
            // Here as well as in RequestFrame, which does not see how a stream fails.
            .header("X-Request-Id", gate.requestId())
            .header("X-Content-Type-Options", "nosniff");
    if (code == ErrorCode.NOT_AUTHENTICATED) {
      response.header("WWW-Authenticate", "Bearer");
    }
    retryAfter(known).ifPresent(seconds -> response.header("Retry-After", seconds));
    return response.build();
  }

  /// In seconds: what whoever refused has said, rounded up, so that nobody comes too early.
  private static Optional<Long> retryAfter(RaghubException known) {
    boolean busy = known.code().status() == 503 && known.code().retriable();
    return known
        .retryAfter()
        .map(wait -> wait.plusSeconds(1).minusNanos(1).toSeconds())
        .or(() -> busy ? Optional.of(RETRY_AFTER_SECONDS) : Optional.empty());
  }

  private static RaghubException known(Throwable failure) {
    Optional<RaghubException> ours = find(failure, RaghubException.class);
    if (ours.isPresent()) {
      return ours.get();
    }
    // Jackson wraps what is no JSON at all in what it was reading: the inner one knows the place.
    Optional<StreamReadException> broken = find(failure, StreamReadException.class);
    if (broken.isPresent()) {
      return malformed(broken.get());
    }
    Optional<JsonProcessingException> json = find(failure, JsonProcessingException.class);
    if (json.isPresent()) {
      return malformed(json.get());
    }
    if (find(failure, NumberFormatException.class).isPresent()
        && failure instanceof NotFoundException) {
      return new RaghubException(
          ErrorCode.INVALID_REQUEST, "the address holds a value that is no number", failure);
    }
    if (failure instanceof WebApplicationException web
        && BY_STATUS.containsKey(web.getResponse().getStatus())) {
      ErrorCode code = BY_STATUS.get(web.getResponse().getStatus());
      return new RaghubException(code, detail(code), failure);
    }
    if (find(failure, HttpClosedException.class).isPresent()) {
      return new RaghubException(
          ErrorCode.INVALID_REQUEST, "the connection broke before the body was whole", failure);
    }
    if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
      return new RaghubException(
          ErrorCode.INVALID_REQUEST, "the request is not valid; see the OpenAPI document", failure);
    }
    return new RaghubException(ErrorCode.INTERNAL, "unexpected", failure);
  }

  static String detail(ErrorCode code) {
    return switch (code) {
      case NOT_FOUND -> "there is nothing at this address";
      case METHOD_NOT_ALLOWED -> "this address does not take this method";
      case UNSUPPORTED_MEDIA_TYPE -> "send the body as application/json";
      case NOT_ACCEPTABLE -> "this address answers with application/json";
      case BODY_TOO_LARGE -> "the body is larger than this gateway takes";
      default -> code.code().replace('-', ' ');
    };
  }

  private static RaghubException malformed(JsonProcessingException json) {
    if (json instanceof InputCoercionException) {
      return new RaghubException(
          ErrorCode.INVALID_REQUEST, "the body holds a number that is out of range", json);
    }
    if (json instanceof UnrecognizedPropertyException unknown) {
      return new RaghubException(
          ErrorCode.UNKNOWN_FIELD,
          "unknown field '%s'; expected one of %s"
              .formatted(
                  unknown.getPropertyName(),
                  unknown.getKnownPropertyIds() == null
                      ? ""
                      : new TreeSet<>(
                          unknown.getKnownPropertyIds().stream().map(String::valueOf).toList())),
          json);
    }
    if (json instanceof JsonMappingException mapping) {
      return wrongType(mapping);
    }
    JsonLocation place = json.getLocation();
    return new RaghubException(
        ErrorCode.MALFORMED_JSON,
        place == null
            ? "the body is no JSON"
            : "the body is no JSON: line %d, column %d"
                .formatted(place.getLineNr(), place.getColumnNr()),
        json);
  }

  private static RaghubException wrongType(JsonMappingException mapping) {
    String path =
        mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return new RaghubException(
        ErrorCode.INVALID_REQUEST,
        path.isEmpty()
            ? "the body has the wrong form; expected one JSON object"
            : "field '%s' has a value of the wrong type".formatted(path),
        mapping);
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}
