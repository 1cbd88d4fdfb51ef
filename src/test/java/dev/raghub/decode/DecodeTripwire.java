package dev.raghub.decode;

import dev.raghub.Fuse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/// Ends a stream at a step.
@Alternative
@Priority(1)
@ApplicationScoped
public class DecodeTripwire extends Fuse<DecodeStep> implements DecodeCheckpoint {}
