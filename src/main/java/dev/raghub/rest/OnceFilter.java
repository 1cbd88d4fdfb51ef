package dev.raghub.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.idempotency.Claim;
import dev.raghub.idempotency.KeptAnswer;
import dev.raghub.rest.Once.Keeps;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/// Does what comes with an `Idempotency-Key` once, by draft-ietf-httpapi-idempotency-key-header:
/// the caller is let in first, as the route would; then the request is claimed, and what was done
/// before is answered again. Routes say by [Once] that they take part; the others ignore the
/// header.
public class OnceFilter {
  static final String HEADER = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";
  private static final String TAKEN = "raghub.once";

  /// A structured field's string, or the same without quotes.
  private static final Pattern KEY =
      Pattern.compile("\"([ !#-\\[\\]-~]{1,255})\"|([!#-+\\--~]{1,255})");

  private final OnceClaims claims;
  private final AdminAction action;
  private final ObjectMapper json;

  OnceFilter(OnceClaims claims, AdminAction action, ObjectMapper json) {
    this.claims = claims;
    this.action = action;
    this.json = json;
  }

  /// After [RequestFrame] and [LargeBody].
  @ServerRequestFilter(priority = 6_000)
  public @Nullable Response claim(ContainerRequestContext request, ResourceInfo resource)
      throws IOException {
    Once once = once(resource);
    List<String> keys = request.getHeaders().get(HEADER);
    if (once == null || keys == null || keys.isEmpty()) {
      return null;
    }
    OnceClaims.Scope scope = claims.enter(once);
    String key = key(keys);
    byte[] body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    refuseStream(once, body);
    OnceClaims.Open open = claims.claim(scope, once, key, body);
    return switch (open.claim()) {
      case Claim.Taken _ -> {
        request.setProperty(TAKEN, open);
        yield null;
      }
      case Claim.UnderWay(var pause) ->
          throw new RaghubException(
              ErrorCode.IDEMPOTENCY_UNDER_WAY,
              "the first request with this Idempotency-Key is still under way",
              pause);
      case Claim.OtherRequest() ->
          throw new RaghubException(
              ErrorCode.IDEMPOTENCY_MISMATCH,
              "this Idempotency-Key was sent with another request; expected the same method, address and body");
      case Claim.Done(var answer) -> again(answer);
    };
  }

  private Response again(Optional<KeptAnswer> answer) {
    KeptAnswer kept =
        answer.orElseThrow(
            () ->
                new RaghubException(
                    ErrorCode.IDEMPOTENCY_NOT_REPLAYABLE,
                    "this was done, and its answer is not kept: it held a secret, was too long, or quoted texts that have changed"));
    action.replayed();
    ResponseBuilder response = Response.status(kept.status()).header(REPLAYED, "true");
    return kept.mediaType().isEmpty()
        ? response.build()
        : response.type(kept.mediaType()).entity(kept.body()).build();
  }

  @ServerResponseFilter
  public void close(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(TAKEN) instanceof OnceClaims.Open open) {
      if (mayBeTriedAgain(response)) {
        claims.release(open);
      } else {
        claims.complete(open, kept(open.keeps(), response));
      }
    }
  }

  private static boolean mayBeTriedAgain(ContainerResponseContext response) {
    int status = response.getStatus();
    return status >= 500
        || status == 429
        || (response.getEntity() instanceof Problem problem && problem.retriable());
  }

  private Optional<KeptAnswer> kept(Keeps keeps, ContainerResponseContext response) {
    if (keeps == Keeps.NOTHING && response.getStatus() < 400) {
      return Optional.empty();
    }
    Object entity = response.getEntity();
    if (entity == null) {
      return Optional.of(new KeptAnswer(response.getStatus(), "", ""));
    }
    try {
      String type =
          response.getMediaType() == null ? "application/json" : response.getMediaType().toString();
      return Optional.of(
          new KeptAnswer(response.getStatus(), type, json.writeValueAsString(entity)));
    } catch (JsonProcessingException unwritable) {
      return Optional.empty();
    }
  }

  private static String key(List<String> given) {
    Matcher key = KEY.matcher(given.getFirst());
    if (given.size() != 1 || !key.matches()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "the header Idempotency-Key is malformed; expected it once, with 1 to 255 printable ASCII characters in double quotes");
    }
    return key.group(1) == null ? key.group(2) : key.group(1);
  }

  private void refuseStream(Once once, byte[] body) {
    if (once.streams().equals("*") || (!once.streams().isEmpty() && isTrue(body, once.streams()))) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "a stream cannot be given again; expected no Idempotency-Key, or no stream");
    }
  }

  /// What is no JSON is for the route to refuse.
  private boolean isTrue(byte[] body, String field) {
    try {
      return json.readTree(body).path(field).asBoolean();
    } catch (IOException broken) {
      return false;
    }
  }

  private static @Nullable Once once(ResourceInfo resource) {
    return resource.getResourceMethod() == null
        ? null
        : resource.getResourceMethod().getAnnotation(Once.class);
  }
}
