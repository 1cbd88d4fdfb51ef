package dev.raghub.spend;

/// What calls used and cost, of one key, workspace, model or day.
///
/// @param label the key's id, the workspace's name, the model's id or the day; `none` for calls
///   that no key made
/// @param calls without those that the provider has not taken
/// @param cachedTokens of the prompts'
/// @param settled what they cost, with what is assumed
/// @param assumed of it, settled at what was reserved because the usage is not known
/// @param reserved for calls that are being made
public record Usage(
    String label,
    long calls,
    long promptTokens,
    long cachedTokens,
    long completionTokens,
    Money settled,
    Money assumed,
    Money reserved) {
  /// What is added up together.
  public enum By {
    KEY,
    WORKSPACE,
    MODEL,
    DAY
  }
}
