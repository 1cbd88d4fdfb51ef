package dev.raghub.embedded;

/// The settings of the embedded PostgreSQL: durable, small, silent about what tenants store.
final class PostgresConfiguration {
  private static final String DURABLE =
      """
      # Durable, and ready for change capture.
      fsync = on
      synchronous_commit = on
      full_page_writes = on
      wal_level = logical
      max_wal_size = 512MB
      min_wal_size = 80MB
      # A subscriber that never comes back must not fill the disk.
      max_slot_wal_keep_size = 4GB

      """;

  private static final String SMALL =
      """
      # A small machine with an SSD. Parallel workers are off: they share memory through /dev/shm,
      # which containers limit to 64 MB, and short queries gain nothing from them.
      shared_buffers = 128MB
      work_mem = 8MB
      maintenance_work_mem = 64MB
      effective_cache_size = 512MB
      random_page_cost = 1.1
      max_parallel_workers_per_gather = 0
      max_parallel_maintenance_workers = 0
      jit = off
      huge_pages = off

      """;

  private static final String SILENT =
      """
      # The log names failures, but neither statements nor rows: these are tenants' text.
      log_min_messages = warning
      log_min_error_statement = panic
      log_error_verbosity = terse
      log_checkpoints = off
      log_line_prefix = '%m [%p] '

      """;

  private static final String SAME_EVERYWHERE =
      """
      timezone = 'UTC'
      log_timezone = 'UTC'
      lc_messages = 'C'
      lc_monetary = 'C'
      lc_numeric = 'C'
      lc_time = 'C'
      datestyle = 'iso, ymd'
      default_text_search_config = 'pg_catalog.english'
      """;

  private PostgresConfiguration() {}

  static String server(int port) {
    return connections(port) + DURABLE + SMALL + SILENT + SAME_EVERYWHERE;
  }

  static String access() {
    return """
    # Written by raghub at every start; changes here are lost.
    host all all 127.0.0.1/32 scram-sha-256
    host replication all 127.0.0.1/32 scram-sha-256
    """;
  }

  private static String connections(int port) {
    return """
    # Written by raghub at every start; changes here are lost.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    password_encryption = 'scram-sha-256'
    max_connections = 100
    superuser_reserved_connections = 3

    """
        .formatted(port);
  }
}
