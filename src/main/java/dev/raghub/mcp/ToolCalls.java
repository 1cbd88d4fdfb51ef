package dev.raghub.mcp;

import dev.raghub.answer.Caching;
import dev.raghub.answer.Inquiry;
import dev.raghub.answer.Question;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.ErrorType;
import dev.raghub.fault.RaghubException;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.rest.Destination;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.quarkiverse.mcp.server.ToolResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/// What stands around every call of a tool: the gate, the ceiling, and errors that a model can act
/// on. A foreign workspace is refused in the very words of a missing one.
@ApplicationScoped
public class ToolCalls {
  private static final String REQUEST_ID = "requestId";
  private static final int OK = 200;

  private final Gate gate;
  private final Ceiling ceiling;
  private final Observer observer;

  ToolCalls(Gate gate, Ceiling ceiling, Observer observer) {
    this.gate = gate;
    this.ceiling = ceiling;
    this.observer = observer;
  }

  /// A call in a workspace.
  ToolResponse in(Optional<String> workspace, String tool, Function<Workspace, String> work) {
    return framed(tool, () -> work.apply(gate.workspace(Role.QUERY, workspace)));
  }

  /// A call that looks at a workspace as a whole. FORBIDDEN to who may not read all of it.
  ToolResponse inWhole(Optional<String> workspace, String tool, Function<Workspace, String> work) {
    return in(
        workspace,
        tool,
        inside -> {
          if (inside.rights().restricted()) {
            throw new RaghubException(
                ErrorCode.FORBIDDEN,
                "this tool needs a key that may read every document; use search, ask and get_document");
          }
          return work.apply(inside);
        });
  }

  /// A question, which may leave it open which workspace it belongs to.
  ToolResponse asking(Optional<String> workspace, String tool, Function<Destination, String> work) {
    return framed(tool, () -> work.apply(gate.destination(Role.QUERY, workspace)));
  }

  /// A call that concerns the caller alone.
  ToolResponse by(String tool, Function<Caller, String> work) {
    return framed(tool, () -> work.apply(gate.caller(Role.QUERY)));
  }

  /// Counts tokens that no model's ledger knows to the caller's limit.
  void charge(long tokens) {
    gate.charge(tokens);
  }

  /// A question of the caller's.
  Inquiry inquiry(Question question) {
    return new Inquiry(question, Optional.empty(), Caching.USE, gate.requestId(), gate.key());
  }

  private ToolResponse framed(String tool, Supplier<String> work) {
    long started = System.nanoTime();
    MDC.put(REQUEST_ID, gate.requestId());
    int status = OK;
    try {
      return ToolResponse.success(ceiling.under(work.get()));
    } catch (RaghubException refused) {
      status = refused.code().status();
      return ToolResponse.error(said(refused.code(), refused));
    } catch (RuntimeException failure) {
      status = ErrorCode.INTERNAL.status();
      return ToolResponse.error(said(ErrorCode.INTERNAL, failure));
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      observer.saw(new Observation.RequestDone(gate.requestId(), "mcp." + tool, status, took));
      MDC.remove(REQUEST_ID);
    }
  }

  private String said(ErrorCode code, RuntimeException failure) {
    if (code.type() != ErrorType.INTERNAL && failure instanceof RaghubException refused) {
      return code.code() + ": " + refused.reason();
    }
    observer.saw(new Observation.RequestFailed(gate.requestId(), failure));
    return "internal: an error inside raghub; its log has it under the request id "
        + gate.requestId();
  }
}
