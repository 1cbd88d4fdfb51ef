package dev.raghub.source;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What column names usually mean. All patterns are for [Words#snake] names.
final class ColumnNames {
  static final List<String> TITLES =
      List.of(
          "title",
          "name",
          "full_name",
          "display_name",
          "company_name",
          "label",
          "subject",
          "headline",
          "caption");

  private static final Set<String> CODES =
      Set.of("code", "slug", "sku", "number", "username", "user_name", "login", "email", "handle");

  private static final Pattern NATURAL_KEY =
      Pattern.compile(
          "(.*_)?(e_?mail|email_address|sku|slug|isbn|ean|iban|vin|barcode)|code|username|login|handle");

  private static final Pattern SECRET =
      Pattern.compile(
          "(.*_)?(password|passwd|pwd|passphrase|secret|token|salt|api_?key|private_?key|access_?key|credentials?|pin_code|cvv)(_.*)?");

  private static final Pattern AUDIT =
      Pattern.compile(
          "(last_?)?(update|updated|modified|changed|modification|change)(_?(at|on|date|time|ts|timestamp))?|(date|time)_(updated|modified)|last_edited(_at|_on)?|row_?version");

  private static final Pattern CREATED =
      Pattern.compile(
          "(created|inserted|create|added)(_?(at|on|date|time|ts))?|date_(created|added)");

  private static final Set<String> ORDINALS =
      Set.of(
          "position",
          "ordinal",
          "sort_order",
          "display_order",
          "order_index",
          "sequence",
          "seq",
          "rank",
          "idx",
          "ord",
          "sort");

  private static final Pattern PROSE =
      Pattern.compile(
          "(.*_)?(description|notes?|comments?|body|content|summary|review|biography|bio|abstract|message|remarks?|text|details?)");

  private static final Pattern PARTY =
      Pattern.compile(
          "(.*_)?(customer|client|patient|member|account|buyer|user|student|guest|person)");

  private static final Pattern PLACE =
      Pattern.compile(
          "(.*_)?(address|addresses|location|street|city|cities|town|district|county|region|state|province|country|countries|continent)");

  private static final Set<String> TOOLING =
      Set.of(
          "flyway_schema_history",
          "schema_version",
          "schema_migrations",
          "databasechangelog",
          "databasechangeloglock",
          "alembic_version",
          "django_migrations",
          "knex_migrations",
          "knex_migrations_lock",
          "_prisma_migrations",
          "ar_internal_metadata",
          "goose_db_version",
          "spatial_ref_sys",
          "__efmigrationshistory",
          "doctrine_migration_versions");

  private ColumnNames() {}

  static boolean secret(CatalogColumn column) {
    return SECRET.matcher(Words.snake(column.name())).matches();
  }

  /// When the row was last touched; says nothing about the thing itself.
  static boolean audit(CatalogColumn column) {
    return column.kind().moment() && AUDIT.matcher(Words.snake(column.name())).matches();
  }

  /// When the row was written.
  static boolean created(CatalogColumn column) {
    return column.kind().moment() && CREATED.matcher(Words.snake(column.name())).matches();
  }

  /// What a junction table may hold besides its two keys.
  static boolean besideTheJunction(CatalogColumn column) {
    String name = Words.snake(column.name());
    return audit(column) || created(column) || ORDINALS.contains(name);
  }

  static boolean code(CatalogColumn column) {
    String name = Words.snake(column.name());
    return CODES.stream().anyMatch(code -> name.equals(code) || name.endsWith("_" + code));
  }

  /// Called like something by which people find a row.
  static boolean naturalKey(CatalogColumn column) {
    return NATURAL_KEY.matcher(Words.snake(column.name())).matches();
  }

  static boolean prose(CatalogColumn column) {
    return PROSE.matcher(Words.snake(column.name())).matches();
  }

  /// Whose event it is.
  static boolean party(ReferenceMapping reference) {
    return PARTY.matcher(Words.snake(reference.name())).matches();
  }

  /// A place, by the name of its table or of a reference to it.
  static boolean place(String name) {
    return PLACE.matcher(Words.snake(name)).matches();
  }

  static boolean tooling(CatalogTable table) {
    return TOOLING.contains(table.name().toLowerCase(Locale.ROOT));
  }
}
