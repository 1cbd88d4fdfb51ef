package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Turns what the driver throws into raghub's vocabulary. Server messages are passed on only where
/// they speak of names (class 42), because others quote values.
public final class PostgresFaults {
  private PostgresFaults() {}

  /// What a statement's failure means; `doing` ends up in the message.
  public static RaghubException reading(
      DatabaseAddress address, String doing, SQLException thrown) {
    String state = state(thrown);
    ErrorCode code = code(state);
    String reason = state.startsWith("42") ? serverMessage(thrown) : explain(state);
    return new RaghubException(
        code,
        "%s failed at %s: %s (SQLSTATE %s)".formatted(doing, address.place(), reason, state),
        thrown);
  }

  /// One row cannot be read. Says nothing of what it holds.
  static RaghubException row(DatabaseAddress address, String source, SQLException thrown) {
    return new RaghubException(
        ErrorCode.ROW_UNREADABLE,
        "a row of source %s cannot be read at %s (SQLSTATE %s): a value in it, or one that is computed from it, fails"
            .formatted(source, address.place(), state(thrown)),
        thrown);
  }

  static RaghubException connecting(DatabaseAddress address, SQLException thrown) {
    String state = state(thrown);
    if (state.startsWith("28")) {
      return new RaghubException(
          ErrorCode.SOURCE_CREDENTIALS_REFUSED,
          ("database %s refused the credentials of user \"%s\" (SQLSTATE %s);"
                  + " expected a role that may log in with this password")
              .formatted(address.place(), address.user(), state),
          thrown);
    }
    return new RaghubException(
        ErrorCode.SOURCE_UNREACHABLE,
        "database %s cannot be reached: %s (SQLSTATE %s)"
            .formatted(address.place(), explain(state), state),
        thrown);
  }

  static String state(SQLException thrown) {
    String state = thrown.getSQLState();
    return state == null ? "unknown" : state;
  }

  /// The server's primary message, one line, without detail and hint.
  static String serverMessage(SQLException thrown) {
    ServerErrorMessage server =
        thrown instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    String message = server == null ? null : server.getMessage();
    return message == null ? "the server gave no reason" : message.replaceAll("\\s+", " ").strip();
  }

  private static ErrorCode code(String state) {
    if (state.startsWith("28") || state.equals("42501")) {
      return ErrorCode.SOURCE_CREDENTIALS_REFUSED;
    }
    if (state.equals("57014")) {
      return ErrorCode.SOURCE_TIMEOUT;
    }
    return state.startsWith("42") ? ErrorCode.SOURCE_CHANGED : ErrorCode.SOURCE_UNREACHABLE;
  }

  private static String explain(String state) {
    return switch (state) {
      case "08001", "08004" -> "nothing accepts connections there, or the name does not resolve";
      case "08006", "08003" -> "the connection broke or timed out";
      case "3D000" -> "the server has no database of this name";
      case "53300" -> "the server has no connection left";
      case "53400" ->
          "all of a kind are in use; raise max_replication_slots, or drop a slot that nobody needs";
      case "57P01", "57P02", "57P03" -> "the server is starting up or shutting down";
      case "57014" -> "the server cancelled the statement";
      default -> "the server reported an error";
    };
  }
}
