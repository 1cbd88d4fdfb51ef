package dev.raghub.corpus;

import java.time.Instant;

/// An item as it is stored.
///
/// @param source what citations call the table
/// @param key the row's key as text
/// @param type the entity type, such as `film`
/// @param title its display name
/// @param body its markdown
/// @param version counts its changes from 1, through deletion and return
public record Item(
    ItemId id,
    String source,
    String key,
    String type,
    String title,
    String body,
    long version,
    Instant changedAt) {}
