package dev.raghub.rest;

import dev.raghub.workspace.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A route that takes an `Idempotency-Key`: [OnceFilter] looks after it.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Once {
  /// Which the route needs, as it asks the gate itself.
  Role value();

  /// Where it is done.
  In in() default In.WORKSPACE;

  /// What of its answer is kept.
  Keeps keeps() default Keeps.ANSWER;

  /// The boolean field of the body that asks for a stream, which cannot be given again; `*` = it
  /// always is one.
  String streams() default "";

  /// Where something is done.
  enum In {
    /// In the workspace that the header names.
    WORKSPACE,
    /// In none.
    NOWHERE,
    /// In none, by callers who are bound to none.
    EVERYWHERE
  }

  /// What is kept.
  enum Keeps {
    /// The answer.
    ANSWER,
    /// The answer, as long as no text of the workspace has changed: it quotes them.
    QUOTES,
    /// That it was done: the answer holds a secret.
    NOTHING
  }
}
