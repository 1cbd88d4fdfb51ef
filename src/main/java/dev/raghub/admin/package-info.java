/// HTTP for operators: keys, sources, runs. Every route needs the role admin.
@NullMarked
package dev.raghub.admin;

import org.jspecify.annotations.NullMarked;
