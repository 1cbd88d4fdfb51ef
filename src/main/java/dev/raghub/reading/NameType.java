package dev.raghub.reading;

import java.util.Locale;

/// What an object is; the closed list of the schema.
enum NameType {
  PERSON,
  ORGANISATION,
  PLACE,
  PRODUCT,
  PART,
  WORK,
  EVENT,
  DOCUMENT,
  CODE,
  TOPIC,
  /// A number with or without its unit: stays a field.
  AMOUNT,
  /// A point in time: stays a field.
  DATE;

  /// Whether the type that a completion names is one of things, which get a node. One that is not
  /// in the list is taken for a thing.
  static boolean isThing(String text) {
    String type = text.strip().toUpperCase(Locale.ROOT);
    return !type.equals(AMOUNT.name()) && !type.equals(DATE.name());
  }

  /// As the schema writes it.
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
