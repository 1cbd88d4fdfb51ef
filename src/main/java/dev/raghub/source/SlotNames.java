package dev.raghub.source;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// What slots and publications are called: the same for all gateways, and another for each
/// workspace and database.
public final class SlotNames {
  private SlotNames() {}

  public static String of(String prefix, String workspace, DatabaseAddress address) {
    String all = workspace + "\n" + address.place();
    return prefix
        + "_"
        + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "")
            .substring(0, 16);
  }
}
