package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Refuses to start under a role that row-level security does not bind: the second lock would be
/// open.
@ApplicationScoped
public class PostgresRoleCheck {
  private final PostgresScope scope;

  PostgresRoleCheck(PostgresScope scope) {
    this.scope = scope;
  }

  void check(@Observes StartupEvent start) {
    boolean unbound =
        scope.registry(
            handle ->
                handle
                    .createQuery(
                        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
                    .mapTo(Boolean.class)
                    .one());
    if (unbound) {
      throw new RaghubException(
          ErrorCode.CONFIGURATION_INVALID,
          "raghub.database.username is a superuser or has BYPASSRLS, so row-level security would not hold; "
              + "use a role without either");
    }
  }
}
