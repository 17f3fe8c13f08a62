package org.tagwright.ui;

import org.tagwright.ui.experiment.RunStarter;
import org.tagwright.ui.runs.RunDesk;

/** All that the window asks of training: starting and steering runs. */
public interface TrainingWork extends RunStarter, RunDesk, AutoCloseable {
  /** The window closes. Runs that are going on go on. */
  @Override
  void close();
}
