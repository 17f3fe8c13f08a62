package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.tagwright.checkpoint.Notes;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.queue.QueueEntry;
import org.tagwright.run.RunSummary;

/**
 * Everything that the Runs view shows, as read at one moment.
 *
 * @param runs newest first
 * @param notes by the folder of the run, where something is noted
 * @param watched the selected run and those laid over it, in the order of the scope; runs that are
 *     gone are missing
 * @param log the selected run's newest lines, or {@code null}: as before
 */
public record RunsSnapshot(
    Path root,
    List<RunSummary> runs,
    Map<Path, Notes> notes,
    List<QueueEntry> queue,
    List<RunDetails> watched,
    List<String> log) {

  /** The configurations of all runs and of the queue's entries that can be read. */
  List<ExperimentConfig> configs() {
    return Stream.concat(
            runs.stream().map(RunSummary::config), queue.stream().map(QueueEntry::config))
        .filter(Objects::nonNull)
        .toList();
  }
}
