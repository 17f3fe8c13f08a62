package org.tagwright.queue;

import java.util.List;
import org.tagwright.run.RunFolder;

/** Who trains: a process of its own for each run; in tests whatever writes the folder likewise. */
public interface Trainer {
  /**
   * Begins to work on a run.
   *
   * @param arguments the terminal command, such as {@code train <folder>}
   */
  void launch(RunFolder folder, List<String> arguments);

  /**
   * Ends by force what works on a run.
   *
   * @return whether there was anything to end on this machine
   */
  boolean kill(RunFolder folder);
}
