/// The ingest line: source rows → documents → changed by hash → chunks → extraction → merge →
/// embeddings → projections, with runs, reports and the deletion guard. Pushed documents take the
/// same road. A row that fails is reported and the rows around it go on; a scan that did not finish
/// deletes nothing.
@NullMarked
package dev.raghub.ingest;

import org.jspecify.annotations.NullMarked;
