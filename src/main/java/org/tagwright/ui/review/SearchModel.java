package org.tagwright.ui.review;

import java.nio.file.Path;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.labels.Samples;
import org.tagwright.suspects.FoldRuns;
import org.tagwright.suspects.FoldRuns.Standing;
import org.tagwright.suspects.FoldRuns.State;
import org.tagwright.suspects.SuspectSearch;
import org.tagwright.suspects.SuspectSearch.Found;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.Workbench;

/** How suspects are looked for: the trainings that it takes, or a checkpoint. */
public final class SearchModel {
  /** What the page shows. */
  public enum Phase {
    /** Nothing was looked for. */
    NONE,
    /** Networks are trained, or were and have not all finished. */
    TRAINING,
    /** Images are scored. */
    LOOKING,
    /** There is a list, maybe an empty one. */
    FOUND
  }

  private final Workbench workbench;
  private final Supplier<ExperimentConfig> config;
  private final SuspectSearch search;
  private final FoldTrainings trainings;
  private final SuspectsModel suspects;
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NONE);
  private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");
  private final ObservableList<Standing> standings = FXCollections.observableArrayList();
  private Job<?> job;
  private ExperimentConfig lookedAt;
  private FoldRuns folds;

  /**
   * @param config the configuration with the data set that the person looks at
   */
  public SearchModel(
      Workbench workbench,
      Supplier<ExperimentConfig> config,
      SuspectSearch search,
      FoldTrainings trainings) {
    this.workbench = workbench;
    this.config = config;
    this.search = search;
    this.trainings = trainings;
    this.suspects = new SuspectsModel(workbench);
  }

  /** What was found. */
  public SuspectsModel suspects() {
    return suspects;
  }

  /** The view is shown: takes up what was trained for this configuration before. */
  public void begin() {
    ExperimentConfig now = config.get();
    if (now.equals(lookedAt) || phase.get() == Phase.LOOKING) {
      return;
    }
    lookedAt = now;
    lookAnew();
    workbench
        .background()
        .quietly("Looking for earlier trainings", p -> trainings.earlier(now))
        .onDone(
            earlier -> {
              if (earlier.isPresent() && now.equals(lookedAt) && phase.get() == Phase.NONE) {
                train(earlier.get(), false);
              }
            });
  }

  /** Back to the choice of how to look. */
  public void lookAnew() {
    folds = null;
    standings.clear();
    warning.set("");
    phase.set(Phase.NONE);
    suspects.show(null);
  }

  /** Trains what is missing, with so many folds, and then looks for suspects. */
  public void train(int count) {
    train(count, true);
  }

  private void train(int count, boolean enqueue) {
    ExperimentConfig wanted = config.get();
    lookedAt = wanted;
    phase.set(Phase.TRAINING);
    standings.clear();
    follow(
        workbench
            .background()
            .show(
                "Preparing the folds",
                p -> {
                  FoldRuns made = FoldRuns.of(wanted, Samples.of(wanted.data(), p), count, false);
                  if (enqueue) {
                    trainings.goOn(wanted, made);
                  }
                  return made;
                })
            .onDone(
                made -> {
                  folds = made;
                  poll();
                }));
  }

  /** Lets what has stopped go on, and puts into the queue what has failed. */
  public void goOn() {
    FoldRuns mine = folds;
    ExperimentConfig wanted = lookedAt;
    workbench
        .background()
        .quietly(
            "Starting the trainings",
            p -> {
              trainings.goOn(wanted, mine);
              return null;
            })
        .onDone(none -> poll());
  }

  /** Looks how the trainings stand; called now and then while the view is shown. */
  public void poll() {
    FoldRuns mine = folds;
    ExperimentConfig wanted = lookedAt;
    if (phase.get() != Phase.TRAINING || mine == null) {
      return;
    }
    workbench
        .background()
        .quietly("Watching the trainings", p -> trainings.look(wanted, mine))
        .onDone(
            now -> {
              if (mine == folds && phase.get() == Phase.TRAINING) {
                standings.setAll(now);
                if (now.stream().allMatch(standing -> standing.state() == State.TRAINED)) {
                  look("", p -> search.byFolds(wanted, mine, p));
                }
              }
            });
  }

  /** Looks for suspects by the scores of a checkpoint. */
  public void use(Path checkpoint) {
    ExperimentConfig wanted = config.get();
    lookedAt = wanted;
    folds = null;
    look(SuspectSearch.HAS_SEEN_THEM, p -> search.byCheckpoint(wanted, checkpoint, p));
  }

  private void look(String caution, Background.Work<Found> work) {
    phase.set(Phase.LOOKING);
    follow(
        workbench
            .background()
            .show("Looking for suspect labels", work)
            .onDone(
                found -> {
                  warning.set(caution);
                  suspects.show(found);
                  phase.set(Phase.FOUND);
                }));
  }

  /** Where it fails or is cancelled, the choice of how to look is there again. */
  private void follow(Job<?> started) {
    job = started;
    started.onEnd(
        () -> {
          if (started == job && started.stateProperty().get() != Job.State.DONE) {
            phase.set(suspects.foundProperty().get() == null ? Phase.NONE : Phase.FOUND);
          }
        });
  }

  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /** How it stands with each fold; empty before it is known. */
  public ObservableList<Standing> standings() {
    return standings;
  }

  /** What limits the worth of the list, or empty. */
  public ReadOnlyStringProperty warningProperty() {
    return warning.getReadOnlyProperty();
  }
}
