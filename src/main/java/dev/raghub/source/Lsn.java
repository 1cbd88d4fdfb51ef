package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A position in a write-ahead log, as PostgreSQL writes it: `16/B374D848`.
public record Lsn(long value) implements Comparable<Lsn> {
  private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

  public static Lsn of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new RaghubException(
          ErrorCode.INTERNAL, "\"" + text + "\" is no position in a write-ahead log");
    }
    return new Lsn(Long.parseLong(parts.group(1), 16) << 32 | Long.parseLong(parts.group(2), 16));
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return "%X/%X".formatted(value >>> 32, value & 0xFFFF_FFFFL);
  }
}
