package org.tagwright.ui.review;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.common.Progress;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.proposal.NewImages;
import org.tagwright.proposal.NewImages.Mode;
import org.tagwright.proposal.Proposal;
import org.tagwright.proposal.ProposalList;
import org.tagwright.proposal.ProposalOrder;
import org.tagwright.proposal.ProposalSearch;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.labels.ClassesAtHand;

/** State and commands of the new images: what is proposed, what is changed of it, what is added. */
public final class ProposalsModel {
  /** What was proposed; the configuration changes once, when its validation images are fixed. */
  private record Loaded(
      AtomicReference<ExperimentConfig> config,
      ProposalList list,
      List<Proposal> sorted,
      NewImages into) {}

  private final Workbench workbench;
  private final Supplier<ExperimentConfig> config;
  private final ProposalSearch search;
  private final Consumer<ExperimentConfig> keep;
  private final ObjectProperty<Path> folder = new SimpleObjectProperty<>();
  private final ObjectProperty<Path> checkpoint = new SimpleObjectProperty<>();
  private final ObjectProperty<ProposalOrder> order =
      new SimpleObjectProperty<>(ProposalOrder.UNCERTAIN);
  private final ObjectProperty<Integer> classIndex = new SimpleObjectProperty<>(0);
  private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.COPY);
  private final ObservableList<Proposal> waiting = FXCollections.observableArrayList();
  private final ObservableList<String> classes = FXCollections.observableArrayList();
  private final ObjectProperty<Proposal> selected = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<BitSet> labels = new ReadOnlyObjectWrapper<>(new BitSet());
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Job<?>> job = new ReadOnlyObjectWrapper<>();
  private final List<Proposal> added = new ArrayList<>();
  private final Saves saves;
  private Loaded loaded;

  /**
   * @param config the configuration with the data set that the person looks at
   * @param keep takes the configuration over whose validation images are fixed by a list
   */
  public ProposalsModel(
      Workbench workbench,
      Supplier<ExperimentConfig> config,
      ProposalSearch search,
      Consumer<ExperimentConfig> keep) {
    this.workbench = workbench;
    saves = new Saves(workbench);
    this.config = config;
    this.search = search;
    this.keep = keep;
    selected.addListener(
        (o, was, is) -> labels.set(is == null ? new BitSet() : (BitSet) is.labels().clone()));
  }

  /** Scores the chosen folder, or finds it scored, and lists the proposals in the chosen order. */
  public void look() {
    Path of = folder.get();
    ExperimentConfig wanted = config.get();
    Path from = checkpoint.get() == null ? wanted.output().bestModelFile() : checkpoint.get();
    if (of == null) {
      workbench.problems().caution("Choose a folder of new images first.");
      return;
    }
    ProposalOrder by = order.get();
    int k = Objects.requireNonNullElse(classIndex.get(), 0);
    Job<Loaded> started =
        workbench
            .background()
            .show(
                "Proposing labels",
                p -> {
                  ProposalList list = search.propose(wanted, from, of, p);
                  List<float[]> known =
                      by == ProposalOrder.DIFFERENT ? search.known(wanted, from, p) : List.of();
                  int chosen = Math.min(k, list.classes().size() - 1);
                  return new Loaded(
                      new AtomicReference<>(wanted),
                      list,
                      list.in(by, chosen, known),
                      NewImages.into(wanted.data(), list.classes()));
                });
    job.set(started);
    started.onDone(this::show).onEnd(() -> job.set(null));
  }

  private void show(Loaded fresh) {
    loaded = fresh;
    added.clear();
    if (!classes.equals(fresh.list.classes())) {
      classes.setAll(fresh.list.classes());
    }
    waiting.setAll(fresh.sorted);
    select(0);
    count();
  }

  private void select(int place) {
    selected.set(
        waiting.isEmpty() ? null : waiting.get(Math.max(0, Math.min(waiting.size() - 1, place))));
  }

  private void count() {
    progress.set(Units.text("%,d added, %,d left", added.size(), waiting.size()));
  }

  /** The classes on the number keys: those with the highest scores, highest first. */
  List<Integer> onKeys(Proposal proposal) {
    return IntStream.range(0, proposal.scores().length)
        .boxed()
        .sorted((a, b) -> Float.compare(proposal.scores()[b], proposal.scores()[a]))
        .limit(ClassesAtHand.KEYS)
        .toList();
  }

  /** Adds or removes the class on a number key, counted from 1. */
  public void key(int number) {
    Proposal proposal = selected.get();
    List<Integer> onKeys = proposal == null ? List.of() : onKeys(proposal);
    if (number <= onKeys.size()) {
      toggle(onKeys.get(number - 1));
    }
  }

  /** Adds a class to what is proposed for the selected image, or removes it. */
  public void toggle(int k) {
    BitSet changed = (BitSet) labels.get().clone();
    changed.flip(k);
    labels.set(changed);
  }

  /** Makes the selected image training data with the labels as they are now. */
  public void accept() {
    Proposal proposal = selected.get();
    if (proposal == null) {
      return;
    }
    Loaded mine = loaded;
    BitSet given = (BitSet) labels.get().clone();
    int place = waiting.indexOf(proposal);
    Mode how = mode.get();
    added.add(proposal);
    leave(proposal);
    saves.add(
        new Saves.Step(
            "Adding " + proposal.name(),
            () -> {
              ExperimentConfig before = mine.config.get();
              ExperimentConfig fixed = NewImages.fixingValidation(before, Progress.NONE);
              mine.into.add(proposal.file(), given, how);
              mine.config.set(fixed);
              return () -> fix(before, fixed);
            },
            () -> {
              if (mine.equals(loaded)) {
                added.remove(proposal);
                waiting.add(Math.min(place, waiting.size()), proposal);
                selected.set(proposal);
                labels.set(given);
                count();
              }
            }));
  }

  private void leave(Proposal proposal) {
    int place = waiting.indexOf(proposal);
    waiting.remove(proposal);
    select(place);
    count();
  }

  /** Leaves the selected image for another time. */
  public void skip() {
    if (selected.get() != null) {
      leave(selected.get());
    }
  }

  /** Takes the image out again that was added last. */
  public void undo() {
    if (added.isEmpty()) {
      workbench.problems().caution("There is no image to take out again.");
      return;
    }
    Loaded mine = loaded;
    Proposal last = added.remove(added.size() - 1);
    waiting.add(0, last);
    select(0);
    count();
    saves.add(
        new Saves.Step(
            "Taking out " + last.name(),
            () -> {
              mine.into.undo();
              return () -> {};
            },
            () -> {
              if (mine.equals(loaded)) {
                added.add(last);
                leave(last);
              }
            }));
  }

  /** From the first new image on the validation images are listed, so that new ones only train. */
  private void fix(ExperimentConfig before, ExperimentConfig fixed) {
    if (!fixed.equals(before)) {
      keep.accept(fixed);
      workbench
          .problems()
          .note(
              "New images only train: the validation images are listed in "
                  + fixed.data().validationList()
                  + ", which is set in Experiment.");
    }
  }

  /** Selects the image so many places further. */
  public void step(int by) {
    select(waiting.indexOf(selected.get()) + by);
  }

  public ObjectProperty<Path> folderProperty() {
    return folder;
  }

  /** The checkpoint that proposes; {@code null}: the best model. */
  public ObjectProperty<Path> checkpointProperty() {
    return checkpoint;
  }

  public ObjectProperty<ProposalOrder> orderProperty() {
    return order;
  }

  /** The class of {@link ProposalOrder#CLASS}. */
  public ObjectProperty<Integer> classIndexProperty() {
    return classIndex;
  }

  public ObjectProperty<Mode> modeProperty() {
    return mode;
  }

  /** The images that nothing is decided of, in the chosen order. */
  public ObservableList<Proposal> waiting() {
    return waiting;
  }

  /** Names by index; empty before anything was proposed. */
  public ObservableList<String> classes() {
    return classes;
  }

  public ObjectProperty<Proposal> selectedProperty() {
    return selected;
  }

  /** The labels that the selected image gets; replaced, never changed. */
  public ReadOnlyObjectProperty<BitSet> labelsProperty() {
    return labels.getReadOnlyProperty();
  }

  /** Such as {@code 12 added, 188 left}; empty before anything was proposed. */
  public ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** The scoring under way, or {@code null}. */
  public ReadOnlyObjectProperty<Job<?>> jobProperty() {
    return job.getReadOnlyProperty();
  }
}
