/// HTTP for operators: keys, sources, runs, budgets, traces. Every route needs the role admin.
@NullMarked
package dev.raghub.admin;

import org.jspecify.annotations.NullMarked;
