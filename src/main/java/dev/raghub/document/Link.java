package dev.raghub.document;

/// An edge from a document to another one, typed by its name.
///
/// @param name what the other is to this one, such as `customer`
/// @param source the other's source
/// @param key the other's key; it need not be there (yet)
/// @param title the other's display name, as it stands in this document's body
public record Link(String name, String source, String key, String title) {}
