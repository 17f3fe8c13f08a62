package org.tagwright.ui;

import java.util.List;
import org.tagwright.run.RunFolder;
import org.tagwright.ui.experiment.RunStarter;
import org.tagwright.ui.runs.RunDesk;

/** All that the window asks of training: starting and steering runs. */
public interface TrainingWork extends RunStarter, RunDesk, AutoCloseable {
  /**
   * What goes on of what this window began, wherever it lies: the runs view shows one folder only.
   *
   * @param runs that train now
   * @param waiting how many entries of queues wait their turn
   */
  record Going(List<RunFolder> runs, int waiting) {}

  /**
   * What goes on now. Reads the disk.
   *
   * @param shown runs that are known to be going on
   */
  Going going(List<RunFolder> shown);

  /** The window closes. Runs that are going on go on. */
  @Override
  void close();
}
