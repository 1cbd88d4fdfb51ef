package dev.raghub.violations.lower;

/// A workspace that anybody can make.
public final class Workspace {}
