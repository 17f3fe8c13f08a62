package org.tagwright.ui.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.CocoImport;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.LabelSet;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.service.DemoRecipe;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.Problems;

/** State and commands of the data view. Long work shows as a job of the shell, with Cancel. */
public final class DataModel {
  private final Background background;
  private final Problems problems;
  private final Supplier<ExperimentConfig> config;
  private final ObjectProperty<ExperimentConfig.Data> data = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<DataStats> stats = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Job<?>> job = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Integer> sampleClass = new SimpleObjectProperty<>(-1);

  /**
   * @param config the configuration that the person works on; its data set is shown first
   */
  public DataModel(Background background, Problems problems, Supplier<ExperimentConfig> config) {
    this.background = background;
    this.problems = problems;
    this.config = config;
  }

  /** Shows the configuration's data set, unless another was chosen here. */
  public void begin() {
    if (data.get() == null) {
      use(config.get().data());
    }
  }

  /** Shows a data set: checks it where it is there. */
  public void use(ExperimentConfig.Data wanted) {
    if (wanted.equals(data.get()) && (stats.get() != null || job.get() != null)) {
      return;
    }
    data.set(wanted);
    stats.set(null);
    check();
  }

  /** Shows the data set of another root, in the usual layout. */
  public void useRoot(Path root) {
    use(withRoot(config.get().data(), root));
  }

  static ExperimentConfig.Data withRoot(ExperimentConfig.Data data, Path root) {
    ExperimentConfig.Data usual = ExperimentConfig.defaults().data();
    return new ExperimentConfig.Data(
        root,
        usual.trainImages(),
        usual.testImages(),
        usual.trainLabels(),
        null,
        data.valSplit(),
        data.split(),
        data.imageSize(),
        data.resize(),
        data.onProblem(),
        data.workers(),
        data.pixelCache());
  }

  /** Looks for everything that is wrong, and counts. */
  public void check() {
    ExperimentConfig.Data wanted = data.get();
    if (wanted == null || job.get() != null) {
      return;
    }
    long seed = config.get().training().seed();
    run(
        background
            .show(
                "Checking " + wanted.root(),
                progress ->
                    Files.isDirectory(wanted.root())
                        ? DataStats.of(
                            DatasetCheck.run(wanted, new JobSteps(progress)), wanted, seed)
                        : null)
            .onDone(
                found -> {
                  if (wanted.equals(data.get())) {
                    stats.set(found);
                  }
                }));
  }

  /** Makes demo data in a folder, and shows them. */
  public void makeDemo(Path folder, DemoDataset.Options options) {
    run(
        background
            .show(
                "Making demo data",
                progress -> {
                  DemoDataset.make(folder, options, new JobSteps(progress));
                  return folder;
                })
            .onDone(
                made -> {
                  problems.note("Demo data made in " + made);
                  job.set(null);
                  data.set(null);
                  useRoot(made);
                }));
  }

  /** Turns COCO's annotations into label files in the data set's label folder. */
  public void importCoco(Path instances, Path labels, boolean dropEmpty) {
    run(
        background
            .show(
                "Importing " + instances.getFileName(),
                progress -> CocoImport.run(instances, labels, dropEmpty, new JobSteps(progress)))
            .onDone(
                result -> {
                  problems.note(
                      String.format(
                          "%,d label files written from %,d boxes",
                          result.written(), result.boxes()));
                  job.set(null);
                  check();
                }));
  }

  private void run(Job<?> started) {
    job.set(started);
    started.onEnd(
        () -> {
          if (job.get() == started) {
            job.set(null);
          }
        });
  }

  /** The samples that have a class, or all with -1; at most {@code most}, spread over the set. */
  public static List<Integer> samplesOf(DatasetIndex index, int classIndex, int most) {
    List<Integer> having = new ArrayList<>();
    for (int i = 0; i < index.size(); i++) {
      if (classIndex < 0 || index.has(i, classIndex)) {
        having.add(i);
      }
    }
    if (having.size() <= most) {
      return having;
    }
    List<Integer> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(having.get((int) ((long) i * having.size() / most)));
    }
    return some;
  }

  /** The configuration with this data set; for the demo data the one that learns it in minutes. */
  public ExperimentConfig configWithThisData() {
    DemoRecipe demo = new DemoRecipe(DemoRecipe.defaultRoot());
    if (data.get().root().equals(demo.dataset())) {
      return demo.config();
    }
    ExperimentConfig now = config.get();
    return new ExperimentConfig(
        data.get(),
        now.model(),
        now.training(),
        now.validation(),
        now.earlyStopping(),
        now.output());
  }

  public LabelSet labels() {
    return stats.get() == null ? LabelSet.COCO : stats.get().report().index().labels();
  }

  public ObjectProperty<ExperimentConfig.Data> dataProperty() {
    return data;
  }

  /** What the last check found; {@code null}: not checked, or there is no such folder. */
  public ReadOnlyObjectProperty<DataStats> statsProperty() {
    return stats.getReadOnlyProperty();
  }

  /** The work under way, or {@code null}. */
  public ReadOnlyObjectProperty<Job<?>> jobProperty() {
    return job.getReadOnlyProperty();
  }

  /** The class whose samples are shown, or -1: all. */
  public ObjectProperty<Integer> sampleClassProperty() {
    return sampleClass;
  }
}
