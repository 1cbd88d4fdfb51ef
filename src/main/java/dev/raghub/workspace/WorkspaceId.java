package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.regex.Pattern;

/// The name of a workspace: 1 to 63 lower-case letters, digits, `-` and `_`, beginning with a
/// letter or digit. It is safe as a folder name, a Redis prefix and a header value.
///
/// @param value the name as the caller writes it
public record WorkspaceId(String value) {
  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  public WorkspaceId {
    if (!VALID.matcher(value).matches()) {
      throw new RaghubException(
          ErrorCode.INVALID_WORKSPACE_NAME,
          "a workspace name has 1 to 63 characters of a-z, 0-9, '-' and '_' and begins with a letter or digit");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
