package org.tagwright.ui.labels;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.ui.common.Workbench;

/** The desks of the window: one per label folder, so that all views hear of each other's edits. */
public final class LabelDesks {
  private final Workbench workbench;
  private final Map<Path, LabelDesk> desks = new HashMap<>();

  public LabelDesks(Workbench workbench) {
    this.workbench = workbench;
  }

  /**
   * Opens the labels of a data set in the background.
   *
   * @param then gets the desk on the FX thread
   * @param failed gets why there is none
   */
  public void open(
      ExperimentConfig.Data data, Consumer<LabelDesk> then, Consumer<Throwable> failed) {
    Path folder = data.trainLabelsFolder().toAbsolutePath().normalize();
    LabelDesk there = desks.get(folder);
    if (there != null) {
      there.refresh(); // another window may have changed something
      then.accept(there);
      return;
    }
    workbench
        .background()
        .quietly("Opening the labels", progress -> LabelBook.open(data))
        .onFailed(failed)
        .onDone(
            book ->
                then.accept(desks.computeIfAbsent(folder, f -> new LabelDesk(f, book, workbench))));
  }
}
