package dev.raghub.rest;

import dev.raghub.fault.ErrorCode;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// Chooses how an error is said: as a problem, but for the addresses of an [ErrorForm].
@ApplicationScoped
class ErrorForms {
  private final List<ErrorForm> others;

  ErrorForms(@All List<ErrorForm> others) {
    this.others = others;
  }

  /// A body with its type.
  record Said(String mediaType, Object body) {}

  Said say(String path, ErrorCode code, String detail, String requestId) {
    return others.stream()
        .filter(form -> form.isSpokenAt(path))
        .findFirst()
        .map(form -> new Said(MediaType.APPLICATION_JSON, form.error(code, detail, requestId)))
        .orElseGet(() -> new Said(Problem.MEDIA_TYPE, Problem.of(code, detail, requestId)));
  }
}
