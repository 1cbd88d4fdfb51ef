package dev.raghub.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What can go wrong with a model's server, in our codes. A server's own words never get into a
/// message, because they quote prompts and keys; its error code does, if it looks like one.
///
/// @param name of the endpoint
/// @param prefix of the keys that set it
record Failures(String name, String prefix) {
  private static final int ERROR_BYTES = 65_536;
  private static final Pattern WORD = Pattern.compile("[a-z]+(_[a-z]+)*|[A-Z]+(_[A-Z]+)*");
  private static final int LONGEST_WORD = 40;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
  private static final ObjectMapper JSON = new ObjectMapper();

  static Failures of(Endpoint endpoint) {
    return new Failures(endpoint.name(), "raghub.endpoint." + endpoint.name());
  }

  /// A status other than success.
  RaghubException of(HttpResponse<?> response, InputStream body) {
    int status = response.statusCode();
    return new RaghubException(
        code(status),
        "the endpoint '%s' answered with status %d%s".formatted(name, status, word(body)),
        retryAfter(response));
  }

  /// A connection that could not be made, or broke.
  ///
  /// @param sent whether the server may have had the whole request: then nobody knows whether it
  ///   has worked on it
  RaghubException of(Throwable broken, boolean sent) {
    if (broken instanceof HttpTimeoutException
        && !(broken instanceof HttpConnectTimeoutException)) {
      return late();
    }
    String how = broken.getClass().getSimpleName();
    return sent
        ? brokenOff("broke off after the request had been sent (%s)".formatted(how))
        : unreachable("cannot be reached (%s)".formatted(how));
  }

  RaghubException late() {
    return new RaghubException(
        ErrorCode.MODEL_TIMEOUT,
        "the endpoint '%s' did not answer in time; %s.timeout says how long it may take"
            .formatted(name, prefix));
  }

  /// @param sent as above
  RaghubException interrupted(boolean sent) {
    String how = "was no longer waited for";
    return sent ? brokenOff(how) : unreachable(how);
  }

  RaghubException resting(Duration left) {
    return new RaghubException(
        ErrorCode.MODEL_UNREACHABLE,
        "the endpoint '%s' has failed repeatedly and is left alone for another %d s"
            .formatted(name, left.toSeconds() + 1),
        left);
  }

  RaghubException busy(String why) {
    return new RaghubException(
        ErrorCode.MODEL_BUSY, "the endpoint '%s' is busy: %s".formatted(name, why));
  }

  RaghubException tooLarge(long bytes) {
    return malformed("is larger than %d bytes".formatted(bytes));
  }

  /// What the library could not read. Its message quotes what the server said.
  RaghubException garbled(Throwable broken) {
    return malformed(
        "is not what its protocol says (%s)".formatted(broken.getClass().getSimpleName()));
  }

  /// @param how goes on after "the answer of the endpoint"
  RaghubException malformed(String how) {
    return new RaghubException(
        ErrorCode.MODEL_MALFORMED, "the answer of the endpoint '%s' %s".formatted(name, how));
  }

  RaghubException doesNotFit(int prompt, int context) {
    return new RaghubException(
        ErrorCode.MODEL_REFUSED,
        "a prompt of %d tokens does not fit into the %d that %s.context-tokens allows"
            .formatted(prompt, context, prefix));
  }

  private RaghubException unreachable(String how) {
    return new RaghubException(
        ErrorCode.MODEL_UNREACHABLE, "the endpoint '%s' %s".formatted(name, how));
  }

  private RaghubException brokenOff(String how) {
    return new RaghubException(
        ErrorCode.MODEL_BROKEN_OFF, "the endpoint '%s' %s".formatted(name, how));
  }

  private static ErrorCode code(int status) {
    return switch (status) {
      case 401, 403 -> ErrorCode.MODEL_CREDENTIALS_REFUSED;
      case 408, 504 -> ErrorCode.MODEL_TIMEOUT;
      // 529 is Anthropic's "overloaded".
      case 429, 503, 529 -> ErrorCode.MODEL_BUSY;
      case 501 -> ErrorCode.MODEL_REFUSED;
      default -> status >= 500 ? ErrorCode.MODEL_UNREACHABLE : ErrorCode.MODEL_REFUSED;
    };
  }

  /// The error's code, as the four protocols place it.
  private static String word(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(ERROR_BYTES);
      JsonNode error = JSON.readTree(new String(bytes, StandardCharsets.UTF_8)).path("error");
      return Stream.of("code", "status", "type")
          .map(field -> error.path(field).asText(""))
          .filter(text -> text.length() <= LONGEST_WORD && WORD.matcher(text).matches())
          .findFirst()
          .map(" (%s)"::formatted)
          .orElse("");
    } catch (JsonProcessingException noJson) {
      return "";
    } catch (IOException unread) {
      return "";
    }
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    Optional<String> seconds =
        response.headers().firstValue("retry-after").filter(v -> SECONDS.matcher(v).matches());
    return seconds.map(text -> Duration.ofSeconds(Long.parseLong(text))).orElse(Duration.ZERO);
  }
}
