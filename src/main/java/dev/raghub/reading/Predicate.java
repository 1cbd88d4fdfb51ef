package dev.raghub.reading;

import java.util.Locale;

/// How two names can be related; the closed list of the schema.
enum Predicate {
  IS_A,
  PART_OF,
  MEMBER_OF,
  LOCATED_IN,
  CREATED_BY,
  LEADS,
  OWNS,
  FAMILY_OF,
  USES,
  DEPENDS_ON,
  CAUSES,
  RESOLVES,
  REPLACES,
  HAPPENED_AT,
  RELATED_TO;

  /// The one that a completion names, in whatever case; what is not in the list is RELATED_TO.
  static Predicate of(String text) {
    String wanted = text.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    for (Predicate known : values()) {
      if (known.name().equals(wanted)) {
        return known;
      }
    }
    return RELATED_TO;
  }

  /// As the schema writes it.
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As it is stored: `located in`.
  String words() {
    return code().replace('_', ' ');
  }
}
