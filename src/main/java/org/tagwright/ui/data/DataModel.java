package org.tagwright.ui.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.LabelSet;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.data.demo.DemoRecipe;
import org.tagwright.data.imports.ImportTarget;
import org.tagwright.data.imports.LabelImport;
import org.tagwright.data.survey.DataStats;
import org.tagwright.data.survey.ImageSurvey;
import org.tagwright.data.survey.SurveyFindings;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Followed;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.data.imports.ImportModel;
import org.tagwright.ui.labels.LabelDesks;

/** State and commands of the data view. Long work shows as a job of the shell, with Cancel. */
public final class DataModel {
  private static final String RECENT = "data.recent";
  private static final int MOST_RECENT = 8;

  private final Background background;
  private final Problems problems;
  private final Supplier<ExperimentConfig> config;
  private final Settings settings;
  private final ObjectProperty<ExperimentConfig.Data> data = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<DataStats> stats = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<SurveyFindings> facts = new ReadOnlyObjectWrapper<>();
  private final CurrentJob job = new CurrentJob();
  private final ImportModel importing;
  private final DataLabels labels;

  private final Followed<ExperimentConfig.Data> configured = new Followed<>();

  /** What a person chose to see; the usual folder may be missing without a word. */
  private ExperimentConfig.Data asked;

  private final ObjectProperty<Integer> sampleClass =
      new SimpleObjectProperty<>(DataStats.ALL_CLASSES);

  /**
   * @param config the configuration that the person works on; its data set is shown first
   */
  public DataModel(Workbench workbench, Supplier<ExperimentConfig> config, LabelDesks desks) {
    this.settings = workbench.settings();
    this.background = workbench.background();
    this.problems = workbench.problems();
    this.config = config;
    this.importing = new ImportModel(workbench.quietly(), workbench.fx());
    this.labels = new DataLabels(desks, workbench, this::follow, this::check);
  }

  /**
   * Shows the configuration's data set where that is another than the last time, as after the demo
   * or a configuration was opened; else what was chosen here stays. A data set that was missing is
   * looked for again.
   */
  public void begin() {
    configured.look(config.get().data(), data.get(), this::use);
    labels.editing().look();
    if (stats.get() == null && job.jobProperty().get() == null) {
      check();
    }
  }

  /** Shows a data set: checks it where it is there. */
  public void use(ExperimentConfig.Data wanted) {
    if (wanted.equals(data.get()) && (stats.get() != null || job.jobProperty().get() != null)) {
      return;
    }
    data.set(wanted);
    facts.set(null);
    stats.set(null);
    labels.show(null, wanted, 0);
    check();
  }

  /** Shows the data set of another root, in the usual layout. */
  public void useRoot(Path root) {
    asked = DataPlaces.withRoot(config.get().data(), root);
    use(asked);
  }

  /** The data sets that were shown before, the latest first. */
  public List<ExperimentConfig.Data> recent() {
    return settings.list(RECENT).stream().map(t -> DataPlaces.of(config.get().data(), t)).toList();
  }

  /** Shows a data set that was dropped; false: it is none, and the import sheet now holds it. */
  public boolean drop(Path dropped) {
    ExperimentConfig.Data there = DataPlaces.withRoot(config.get().data(), dropped);
    if (DataPlaces.complete(there)) {
      useRoot(dropped);
      return true;
    }
    if (Files.isDirectory(dropped)) {
      problems.caution(DataPlaces.incomplete(there));
    }
    importing.offer(dropped);
    return false;
  }

  /** Looks for everything that is wrong, and counts. */
  public void check() {
    ExperimentConfig.Data wanted = data.get();
    if (wanted == null || !job.giveWay()) {
      return;
    }
    long seed = config.get().training().seed();
    job.look(
        background
            .show(
                "Checking " + wanted.root(),
                progress ->
                    DataPlaces.there(wanted)
                        ? DataStats.of(
                            DatasetCheck.run(wanted, new JobSteps(progress)), wanted, seed)
                        : null)
            .onDone(
                found -> {
                  if (wanted.equals(data.get())) {
                    show(found);
                    if (found == null && wanted.equals(asked)) {
                      problems.caution("There is no folder " + wanted.root() + ". Choose another.");
                    }
                  }
                }));
  }

  /** What is known of the images stays, where they are the same ones: labels are fixed often. */
  private void show(DataStats found) {
    SurveyFindings known = facts.get();
    boolean same =
        known != null
            && found != null
            && found.report().index().sameImages(known.stats().report().index());
    if (found != null && data.get() != null) {
      settings.putFirst(RECENT, DataPlaces.toText(data.get()), MOST_RECENT);
    }
    facts.set(same ? SurveyFindings.of(known.survey(), found) : null);
    labels.show(found, data.get(), config.get().training().seed());
    stats.set(found);
  }

  /** The counts after labels were edited: everything else stays as the check found it. */
  private void follow(DataStats edited) {
    SurveyFindings known = facts.get();
    facts.set(known == null ? null : SurveyFindings.of(known.survey(), edited));
    stats.set(edited);
  }

  /** Decodes every image, for sizes and duplicates. */
  public void survey() {
    DataStats mine = stats.get();
    if (mine == null || !job.giveWay()) {
      return;
    }
    job.look(
        background
            .show(
                "Looking at every image",
                progress ->
                    SurveyFindings.of(
                        ImageSurvey.run(
                            mine.report().index(),
                            mine.report().orientation(),
                            new JobSteps(progress)),
                        mine))
            .onDone(
                found -> {
                  DataStats now = stats.get();
                  if (now != null && now.report().index() == mine.report().index()) {
                    facts.set(found);
                  }
                }));
  }

  /** Makes demo data in a folder, and shows them. */
  public void makeDemo(Path folder, DemoDataset.Options options) {
    job.giveWay();
    job.make(
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
                  job.done();
                  data.set(null);
                  useRoot(made);
                }));
  }

  /** The questions of the import sheet, with what suits this data set filled in. */
  public ImportModel importing() {
    boolean known = stats.get() != null && !isDemo(data.get());
    importing.proposeLabels();
    importing
        .textProperty(ImportModel.Input.IMAGES)
        .set(known ? data.get().trainImagesFolder().toString() : "");
    return importing;
  }

  private static boolean isDemo(ExperimentConfig.Data data) {
    return data.root().equals(new DemoRecipe(DemoRecipe.defaultRoot()).dataset());
  }

  /** Imports what the sheet holds, and shows the images with their new labels. */
  public void importLabels() {
    LabelImport source = importing.source();
    Path labels = importing.path(ImportModel.Input.LABELS).toAbsolutePath().normalize();
    ExperimentConfig.Data now = data.get() == null ? config.get().data() : data.get();
    Path typed = importing.path(ImportModel.Input.IMAGES);
    Path beside = isDemo(now) ? labels.getParent() : now.trainImagesFolder();
    Path images = typed == null ? beside : typed.toAbsolutePath().normalize();
    job.giveWay();
    job.make(
        background
            .show(
                "Importing labels",
                progress -> source.run(new ImportTarget(labels, images), new JobSteps(progress)))
            .onDone(
                result -> {
                  problems.note(result.toText(labels).strip());
                  job.done();
                  Path classes = labels.resolve(LabelSet.FILE_NAME);
                  use(DataPlaces.withLabels(now, images, labels, classes));
                }));
  }

  /** The configuration with this data set; for the demo data the one that learns it in minutes. */
  public ExperimentConfig configWithThisData() {
    if (isDemo(data.get())) {
      return new DemoRecipe(DemoRecipe.defaultRoot()).config();
    }
    return config.get().with(data.get());
  }

  /** The labels of the samples, which may be edited. */
  public DataLabels labels() {
    return labels;
  }

  public ObjectProperty<ExperimentConfig.Data> dataProperty() {
    return data;
  }

  /** What the last check found; {@code null}: not checked, or there is no such folder. */
  public ReadOnlyObjectProperty<DataStats> statsProperty() {
    return stats.getReadOnlyProperty();
  }

  /** What the images themselves tell; {@code null}: nobody looked yet. */
  public ReadOnlyObjectProperty<SurveyFindings> factsProperty() {
    return facts.getReadOnlyProperty();
  }

  /** Whether data or labels are being made, so that nothing else can begin. */
  public ReadOnlyBooleanProperty makingProperty() {
    return job.makingProperty();
  }

  /** The work under way, or {@code null}. */
  public ReadOnlyObjectProperty<Job<?>> jobProperty() {
    return job.jobProperty();
  }

  /**
   * The class whose samples are shown, {@link DataStats#ALL_CLASSES} or {@link DataStats#NO_CLASS}.
   */
  public ObjectProperty<Integer> sampleClassProperty() {
    return sampleClass;
  }
}
