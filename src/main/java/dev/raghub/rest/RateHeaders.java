package dev.raghub.rest;

import dev.raghub.limit.Admission;
import dev.raghub.limit.Admission.Quota;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.stream.Collectors;

/// Limits as headers, by the IETF's draft-ietf-httpapi-ratelimit-headers-07: of several limits that
/// which is nearest to its end, and all of them as the policy.
final class RateHeaders {
  private RateHeaders() {}

  static void put(Admission admission, MultivaluedMap<String, Object> headers) {
    admission.nearest().ifPresent(nearest -> put(admission, nearest, headers));
  }

  private static void put(
      Admission admission, Quota nearest, MultivaluedMap<String, Object> headers) {
    headers.putSingle("RateLimit-Limit", nearest.limit());
    headers.putSingle("RateLimit-Remaining", nearest.remaining());
    headers.putSingle("RateLimit-Reset", nearest.resetSeconds());
    headers.putSingle(
        "RateLimit-Policy",
        admission.quotas().stream()
            .map(quota -> "%d;w=60;comment=\"%s\"".formatted(quota.limit(), quota.unit()))
            .collect(Collectors.joining(", ")));
    if (!admission.shared()) {
      headers.putSingle("X-RateLimit-Scope", "node");
    }
  }
}
