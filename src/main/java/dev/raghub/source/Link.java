package dev.raghub.source;

/// A reference, or one entry of a list, to another row.
///
/// @param name for people: "reports to"; all entries of a list share it
/// @param source the other row's source
/// @param key the other row's key
/// @param title the other row's title
public record Link(String name, String source, String key, String title) {}
