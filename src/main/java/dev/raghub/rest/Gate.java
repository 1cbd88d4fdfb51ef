package dev.raghub.rest;

import dev.raghub.answer.Caching;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.limit.Admission;
import dev.raghub.limit.RateLimits;
import dev.raghub.route.WorkspaceRouter;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Who makes this request, for which workspace. The only way for a route to get a [Workspace].
@RequestScoped
public class Gate {
  /// The header that names the workspace, in requests and in responses.
  public static final String WORKSPACE_HEADER = "X-Workspace";

  private static final String BEARER = "Bearer ";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final HttpServerRequest request;
  private final Callers callers;
  private final PostgresWorkspaces workspaces;
  private final RateLimits limits;
  private final AdminAction action;
  private final WorkspaceRouter router;
  private List<Workspace> entered = List.of();
  private String key = "";
  private Optional<Admission> admission = Optional.empty();
  private Optional<String> requestId = Optional.empty();

  Gate(
      HttpServerRequest request,
      Callers callers,
      PostgresWorkspaces workspaces,
      RateLimits limits,
      AdminAction action,
      WorkspaceRouter router) {
    this.request = request;
    this.callers = callers;
    this.workspaces = workspaces;
    this.limits = limits;
    this.action = action;
    this.router = router;
  }

  /// The caller, who has this role and whose limits allow the request. NOT_AUTHENTICATED,
  /// RATE_LIMITED or FORBIDDEN otherwise.
  public Caller caller(Role role) {
    Caller caller = callers.authenticate(presentedKey(request));
    admit(caller);
    caller.require(role);
    key = caller.key();
    if (role == Role.ADMIN) {
      action.begin(caller, request.method().name(), requestId());
    }
    return caller;
  }

  /// A request counts once, however often its route asks who calls.
  private void admit(Caller caller) {
    if (admission.isEmpty()) {
      admission = Optional.of(limits.admit(caller));
    }
    admission.get().require();
  }

  /// Counts tokens of this request, which no model's ledger knows, to the caller's limit.
  public void charge(long tokens) {
    limits.charge(key, tokens);
  }

  /// What the limits said to the request; empty before they were asked.
  Optional<Admission> admission() {
    return admission;
  }

  /// The public part of the caller's key; empty before the caller is known.
  public String key() {
    return key;
  }

  /// The workspace of the request, for a caller who has this role.
  public Workspace workspace(Role role) {
    return entered(caller(role), role, header());
  }

  /// The same where the call itself may name the workspace too, which then has to be the header's.
  public Workspace workspace(Role role, Optional<String> named) {
    Caller caller = caller(role);
    return entered(caller, role, name(named));
  }

  /// Where a question may go, for a caller who has this role: into the workspace that is named; for
  /// `auto` into any that the caller may enter, for names with commas between them into any of
  /// these. What the caller may not enter is sorted out, or refused as unknown, before anything
  /// else is looked at.
  public Destination destination(Role role) {
    return destination(role, Optional.empty());
  }

  /// The same where the call itself may say it too.
  public Destination destination(Role role, Optional<String> named) {
    Caller caller = caller(role);
    Optional<String> name = name(named);
    if (request.headers().getAll(WORKSPACE_HEADER).size() > 1) {
      return new Destination.One(entered(caller, role, name));
    }
    if (name.equals(Optional.of(PostgresWorkspaces.AUTO))) {
      return new Destination.Any(workspaces.ready(caller));
    }
    if (name.filter(Gate::isList).isPresent()) {
      List<String> names =
          Arrays.stream(name.get().split(",", -1)).map(String::strip).distinct().toList();
      router.requireFew(names.size());
      return new Destination.Any(workspaces.enterAll(caller, names));
    }
    return new Destination.One(entered(caller, role, name));
  }

  /// Echoes where a question went.
  void resolved(List<Workspace> workspaces) {
    entered = List.copyOf(workspaces);
  }

  private Optional<String> name(Optional<String> named) {
    Optional<String> header = header();
    if (named.isPresent() && header.isPresent() && !named.equals(header)) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'workspace' is not the one that X-Workspace names");
    }
    return header.or(() -> named);
  }

  private Optional<String> header() {
    List<String> named = request.headers().getAll(WORKSPACE_HEADER);
    // Two headers could mean two workspaces to a proxy and to us; together they are no valid name.
    return named.isEmpty() ? Optional.empty() : Optional.of(String.join(",", named));
  }

  /// Whoever comes to ingest or administer with a method that may change something comes to write;
  /// a question is asked with POST too.
  private Workspace entered(Caller caller, Role role, Optional<String> name) {
    if (name.filter(it -> it.equals(PostgresWorkspaces.AUTO) || isList(it)).isPresent()) {
      throw new RaghubException(
          ErrorCode.INVALID_WORKSPACE_NAME,
          "this takes one workspace by its name; 'auto' and lists are for questions");
    }
    boolean writes = role != Role.QUERY && !READING.contains(request.method().name());
    Workspace workspace =
        writes ? workspaces.enterToWrite(caller, name) : workspaces.enter(caller, name);
    entered = List.of(workspace);
    return workspace;
  }

  private static boolean isList(String name) {
    return name.contains(",");
  }

  /// The workspace that was entered, where it was one.
  Optional<Workspace> only() {
    return entered.size() == 1 ? Optional.of(entered.getFirst()) : Optional.empty();
  }

  /// The workspaces that were entered, as they are echoed; empty where none was.
  String entered() {
    return entered.stream()
        .map(workspace -> workspace.id().value())
        .collect(Collectors.joining(","));
  }

  /// What the caller's `Cache-Control` allows: `no-store` neither to serve nor to keep, `no-cache`
  /// to keep only. Other directives are not for us.
  public Caching caching() {
    String control = String.join(",", request.headers().getAll("Cache-Control"));
    List<String> directives =
        Arrays.stream(control.split(",", -1))
            .map(directive -> directive.strip().toLowerCase(Locale.ROOT))
            .toList();
    if (directives.contains("no-store")) {
      return Caching.BYPASS;
    }
    return directives.contains("no-cache") ? Caching.REFRESH : Caching.USE;
  }

  /// The caller's `X-Request-Id` where it is a safe one, else a new one.
  public String requestId() {
    if (requestId.isEmpty()) {
      requestId = Optional.of(requestId(request));
    }
    return requestId.get();
  }

  /// The path that was asked for.
  String path() {
    return String.valueOf(request.path());
  }

  static String requestId(HttpServerRequest request) {
    String given = request.getHeader("X-Request-Id");
    return given != null && REQUEST_ID.matcher(given).matches()
        ? given
        : UUID.randomUUID().toString();
  }

  /// The bearer token of a request; empty where there is none.
  public static String presentedKey(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.startsWith(BEARER)
        ? header.substring(BEARER.length()).strip()
        : "";
  }
}
