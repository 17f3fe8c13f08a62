package org.tagwright.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;

/** Begins runs. All methods may take time and belong on a background thread. */
public interface RunStarter {
  /** Starts one now and returns its folder. */
  Path start(ExperimentConfig config);

  /** Puts runs at the end of the queue. */
  void enqueue(List<Sweep.Variant> runs);
}
