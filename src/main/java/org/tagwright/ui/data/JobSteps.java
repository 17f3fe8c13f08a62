package org.tagwright.ui.data;

import org.tagwright.common.Progress;
import org.tagwright.common.Units;

/** Tells a job of the window what work on the data tells. */
record JobSteps(Progress job) implements Progress {
  @Override
  public void update(String what, long done, long total) {
    String counted = total > 0 ? Units.text("%s, %,d of %,d", what, done, total) : what;
    job.update(Character.toUpperCase(counted.charAt(0)) + counted.substring(1), done, total);
  }

  @Override
  public boolean cancelled() {
    return job.cancelled();
  }
}
