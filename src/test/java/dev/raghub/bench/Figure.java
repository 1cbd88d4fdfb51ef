package dev.raghub.bench;

/// Something that was found out beside times.
///
/// @param unit bytes or nothing
public record Figure(int chunks, String name, double value, String unit) {
  public static Figure count(int chunks, String name, double value) {
    return new Figure(chunks, name, value, "");
  }

  public static Figure bytes(int chunks, String name, double value) {
    return new Figure(chunks, name, value, "bytes");
  }
}
