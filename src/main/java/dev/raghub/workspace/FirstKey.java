package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.workspace.PostgresAuditLog.Begun;
import dev.raghub.workspace.PostgresAuditLog.Ended;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// There is no open default: a gateway that knows no key makes an admin key and writes it to a file
/// that only its own user can read.
@ApplicationScoped
public class FirstKey {
  private static final Logger LOG = Logger.getLogger(FirstKey.class);

  private final PostgresKeys keys;
  private final PostgresAuditLog log;
  private final KeySettings settings;

  FirstKey(PostgresKeys keys, PostgresAuditLog log, KeySettings settings) {
    this.keys = keys;
    this.log = log;
    this.settings = settings;
  }

  void ensure(@Observes StartupEvent start) {
    if (settings.firstKeyFile().isPresent() && !keys.anyExists()) {
      Path file = settings.firstKeyFile().get();
      long line = log.begin(new Begun("gateway", "start", "key.create"));
      MadeKey key =
          keys.create(
              new NewKey("first admin", Set.of(Role.ADMIN), Optional.empty(), Optional.empty()));
      log.end(line, new Ended(key.id(), Optional.empty(), "done"));
      write(file, key.key());
      LOG.infof("made the first admin key; it is in %s", file);
    }
  }

  private static void write(Path file, String key) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, key + "\n");
    } catch (IOException refused) {
      throw new RaghubException(
          ErrorCode.FOLDER_NOT_WRITABLE, "cannot write the first key to " + file, refused);
    }
  }
}
