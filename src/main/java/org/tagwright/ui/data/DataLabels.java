package org.tagwright.ui.data;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.labels.ImageChange;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.data.survey.DataStats;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.LatestWork;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.image.Selection;
import org.tagwright.ui.labels.LabelDesk;
import org.tagwright.ui.labels.LabelDesks;
import org.tagwright.ui.labels.LabelEditing;

/**
 * The labels of the samples, which may be edited. The images show an edit at once; what is counted
 * over the whole data set follows from the background.
 */
public final class DataLabels implements LabelEditing.Images {
  private final LabelDesks desks;
  private final Problems problems;
  private final Background background;
  private final Runnable checkAgain;
  private final LabelEditing editing;
  private final ObservableList<Integer> shown = FXCollections.observableArrayList();
  private final Selection selection = new Selection(shown);
  private final ReadOnlyObjectWrapper<DatasetIndex> index = new ReadOnlyObjectWrapper<>();
  private final LatestWork<DataStats> counting;
  private final Runnable recount;
  private volatile Function<DatasetIndex, DataStats> count = now -> null;
  private Map<String, Integer> samples = Map.of();
  private DataStats checked;
  private int shownChecks;
  private DatasetIndex ofEdits;

  /**
   * @param counted gets what is counted anew after edits
   * @param checkAgain checks the data set anew, whose classes are others now
   */
  DataLabels(
      LabelDesks desks, Workbench workbench, Consumer<DataStats> counted, Runnable checkAgain) {
    this.desks = desks;
    this.checkAgain = checkAgain;
    problems = workbench.problems();
    background = workbench.background();
    editing = new LabelEditing(this, workbench.settings());
    counting =
        new LatestWork<>(
            workbench.quietly(),
            workbench.fx(),
            stats -> {
              if (stats != null && stats.report().index() == index.get()) {
                ofEdits = stats.report().index();
                counted.accept(stats); // else another edit or another data set came meanwhile
              }
            });
    recount = background.settled(LabelEditing.PAUSE, "Counting the labels", this::recount);
    selection.onChange(editing::refresh);
  }

  /**
   * Shows a data set as a check has found it; {@code null}: none.
   *
   * @param seed of the split
   */
  void show(DataStats stats, ExperimentConfig.Data data, long seed) {
    checked = stats;
    int mine = ++shownChecks;
    editing.open(null);
    index.set(stats == null ? null : stats.report().index());
    if (stats == null) {
      return;
    }
    count = now -> DataStats.of(stats.report().with(now), data, seed);
    DatasetIndex found = stats.report().index();
    background
        .quietly("Opening the labels", progress -> byStem(found))
        .onDone(
            map -> {
              if (mine == shownChecks) {
                samples = map;
                desks.open(data, desk -> open(desk, mine), this::failed);
              }
            });
  }

  private static Map<String, Integer> byStem(DatasetIndex found) {
    Map<String, Integer> map = new HashMap<>(found.size() * 2);
    for (int i = 0; i < found.size(); i++) {
      map.put(found.stem(i), i);
    }
    return map;
  }

  private void open(LabelDesk desk, int check) {
    if (check == shownChecks) {
      editing.open(desk);
    }
  }

  private void failed(Throwable why) {
    problems.report("Opening the labels", why);
  }

  /** Whether these are the counts after edits, not those that a check of the data set found. */
  boolean counted(DataStats stats) {
    return stats != null && stats.report().index() == ofEdits;
  }

  @Override
  public void changed(List<ImageChange> changes) {
    DatasetIndex now = index.get();
    Map<Integer, BitSet> classes = new HashMap<>();
    Map<Integer, BitSet> unknown = new HashMap<>();
    for (ImageChange change : changes) {
      Integer sample = samples.get(change.stem());
      if (sample != null) {
        classes.put(sample, change.after().present());
        unknown.put(sample, change.after().unknown());
      }
    }
    DatasetIndex fresh = now.with(classes, unknown);
    index.set(fresh);
    editing.refresh();
    recount.run();
  }

  /** Splits and counts anew, which takes seconds with 100,000 images. */
  private void recount() {
    DatasetIndex now = index.get();
    if (now != null) {
      counting.request(() -> count.apply(now));
    }
  }

  /** Until all is read anew, indices would mean other classes. */
  @Override
  public void classesChanged() {
    editing.open(null);
    checkAgain.run();
  }

  public LabelEditing editing() {
    return editing;
  }

  /** The samples with their labels as they are now; {@code null}: there is no data set. */
  public ReadOnlyObjectProperty<DatasetIndex> indexProperty() {
    return index.getReadOnlyProperty();
  }

  /** The samples listed. */
  public ObservableList<Integer> shown() {
    return shown;
  }

  /** Which of them are selected. */
  public Selection selection() {
    return selection;
  }

  @Override
  public List<String> classes() {
    return index.get() == null ? List.of() : index.get().labels().names();
  }

  @Override
  public int[] counts() {
    return checked.classes().stream().mapToInt(DataStats.ClassCount::both).toArray();
  }

  @Override
  public List<Integer> selected() {
    return selection.images();
  }

  @Override
  public String stem(int image) {
    return index.get().stem(image);
  }

  @Override
  public ImageLabels labels(int image) {
    return new ImageLabels(
        true, bits(index.get().classesOf(image)), bits(index.get().unknownOf(image)));
  }

  private static BitSet bits(int[] classes) {
    BitSet bits = new BitSet();
    for (int k : classes) {
      bits.set(k);
    }
    return bits;
  }
}
