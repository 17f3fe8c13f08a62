package org.tagwright.ui.runs;

import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;

/**
 * All that is known of a run, as read from its folder.
 *
 * @param config {@code null} where it cannot be read
 * @param problem why something could not be read, or {@code null}
 */
public record RunDetails(
    RunFolder folder, ExperimentConfig config, RunState state, RunStatus status, String problem) {}
