package dev.raghub.console;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.Mapping;
import dev.raghub.source.MappingYaml;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The customer's database of a mapping, and who changes it.
final class MappedDatabase {
  @Option(
      names = {"-m", "--mapping"},
      required = true,
      paramLabel = "FILE",
      description = "Such as etl/shop.yaml")
  private @Nullable Path file;

  @Option(
      names = "--owner",
      paramLabel = "ROLE",
      description =
          "Who may change it, as the owner of the tables may; its password is RAGHUB_OWNER_PASSWORD. Default: the mapping's user.")
  private @Nullable String owner;

  Mapping mapping() {
    if (file == null) {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, "name the mapping with --mapping");
    }
    return MappingYaml.read(file);
  }

  /// As the owner, if one is named.
  DatabaseAddress address(Mapping mapping) {
    DatabaseAddress read = mapping.database().resolve(System::getenv);
    String password = System.getenv("RAGHUB_OWNER_PASSWORD");
    return owner == null
        ? read
        : new DatabaseAddress(read.url(), owner, password == null ? "" : password);
  }

  /// The role that the gateway reads with.
  String reader(Mapping mapping) {
    return mapping.database().resolve(System::getenv).user();
  }

  /// The same where it is not the owner; empty where it is.
  String guest(Mapping mapping) {
    String user = reader(mapping);
    return owner == null || owner.equals(user) ? "" : user;
  }
}
