package dev.raghub.change;

import dev.raghub.Fuse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/// Ends a worker at a step.
@Alternative
@Priority(1)
@ApplicationScoped
public class Tripwire extends Fuse<Step> implements Checkpoint {}
