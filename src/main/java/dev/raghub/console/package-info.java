/// The command line. Every command is a client of the gateway's REST interface: of the one that
/// runs, or of one that is started in this process for as long as the command lasts. So there is
/// one way to do a thing, and it is the public one.
@NullMarked
package dev.raghub.console;

import org.jspecify.annotations.NullMarked;
