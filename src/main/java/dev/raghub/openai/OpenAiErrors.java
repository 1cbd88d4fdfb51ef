package dev.raghub.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.raghub.fault.ErrorCode;
import dev.raghub.rest.ErrorForm;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Errors as OpenAI's clients read them.
@ApplicationScoped
public class OpenAiErrors implements ErrorForm {
  private static final Pattern PATHS =
      Pattern.compile("/v1/(chat/completions|embeddings|models(/.*)?)");

  /// By house custom a message begins with the field that it complains of.
  private static final Pattern FIELD = Pattern.compile("(?:unknown )?field '([^']+)'");

  /// What is sent.
  public record Envelope(OpenAiError error) {}

  /// @param type OpenAI's word for who has to act
  /// @param param the field that is wrong
  /// @param code raghub's own, as docs/errors.md has it
  @JsonInclude(Include.ALWAYS)
  @JsonNaming(SnakeCaseStrategy.class)
  public record OpenAiError(
      String message, String type, @Nullable String param, String code, String requestId) {}

  @Override
  public boolean isSpokenAt(String path) {
    return PATHS.matcher(path).matches();
  }

  @Override
  public Object error(ErrorCode code, String detail, String requestId) {
    Matcher field = FIELD.matcher(detail);
    return new Envelope(
        new OpenAiError(
            detail, type(code), field.lookingAt() ? field.group(1) : null, code.code(), requestId));
  }

  private static String type(ErrorCode code) {
    return switch (code.status()) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_error";
      default -> code.status() < 500 ? "invalid_request_error" : "server_error";
    };
  }
}
