package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.util.List;
import org.tagwright.queue.QueueEntry;
import org.tagwright.run.RunFolder;

/** Steers runs and the queue. All methods read or write files: for background threads. */
public interface RunDesk {
  void stop(RunFolder run);

  void pause(RunFolder run);

  void resume(RunFolder run);

  /** Lets a run go on until it has done {@code epochs} epochs in all. */
  void extend(RunFolder run, int epochs);

  /** Ends a run's process by force. */
  void kill(RunFolder run);

  void delete(RunFolder run);

  List<QueueEntry> queue(Path runsRoot);

  /** Moves a waiting entry to a place among all entries, from 0. */
  void move(Path runsRoot, String id, int place);

  void remove(Path runsRoot, String id);
}
