package org.tagwright.ui.review;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.suspects.SuspectLabel;
import org.tagwright.suspects.SuspectSearch.Found;
import org.tagwright.suspects.Verdict;
import org.tagwright.ui.common.Workbench;

/** The suspects that were found: which are listed, which is shown, and what is decided of them. */
public final class SuspectsModel {
  /** Stands for every class in the filter. */
  public static final int ALL_CLASSES = -1;

  /**
   * A suspect as it is shown large.
   *
   * @param labels of the image, as they are on disk now
   * @param checkpoint the network that scored it, or {@code null}
   */
  public record Shown(SuspectLabel suspect, Path file, ImageLabels labels, Path checkpoint) {}

  private final Workbench workbench;
  private final ReadOnlyObjectWrapper<Found> found = new ReadOnlyObjectWrapper<>();
  private final ObservableList<SuspectLabel> open = FXCollections.observableArrayList();
  private final ObjectProperty<Integer> classIndex = new SimpleObjectProperty<>(ALL_CLASSES);
  private final ObjectProperty<SuspectLabel> selected = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
  private boolean deciding;

  SuspectsModel(Workbench workbench) {
    this.workbench = workbench;
    classIndex.addListener((o, was, is) -> list(null));
    selected.addListener((o, was, is) -> showSelected(is));
  }

  /** Takes over what was found; {@code null}: nothing. */
  void show(Found fresh) {
    found.set(fresh);
    list(null);
  }

  /** Decides the selected suspect, and goes to the next. */
  public void decide(Verdict verdict) {
    SuspectLabel suspect = selected.get();
    Found mine = found.get();
    if (suspect == null || mine == null || deciding) {
      return;
    }
    int place = open.indexOf(suspect);
    SuspectLabel next =
        place + 1 < open.size() ? open.get(place + 1) : place > 0 ? open.get(place - 1) : null;
    deciding = true;
    workbench
        .background()
        .quietly(
            "Deciding about " + suspect.image(),
            p -> {
              mine.review().decide(suspect, verdict);
              return null;
            })
        .onDone(none -> list(next))
        .onEnd(() -> deciding = false);
  }

  /** Takes the last decision back and shows its suspect again. */
  public void undo() {
    Found mine = found.get();
    if (mine == null || deciding) {
      return;
    }
    deciding = true;
    workbench
        .background()
        .quietly("Taking the decision back", p -> mine.review().undo())
        .onDone(
            suspect -> {
              if (suspect == null) {
                workbench.problems().caution("There is no decision to take back.");
              } else {
                list(suspect);
              }
            })
        .onEnd(() -> deciding = false);
  }

  /** Selects the suspect so many places further. */
  public void step(int by) {
    if (!open.isEmpty()) {
      int place = open.indexOf(selected.get());
      selected.set(open.get(Math.max(0, Math.min(open.size() - 1, place + by))));
    }
  }

  private void list(SuspectLabel wanted) {
    Found mine = found.get();
    List<SuspectLabel> all = mine == null ? List.of() : mine.review().open();
    int k = Objects.requireNonNullElse(classIndex.get(), ALL_CLASSES);
    open.setAll(all.stream().filter(s -> k == ALL_CLASSES || s.classIndex() == k).toList());
    progress.set(mine == null ? "" : mine.review().progress());
    boolean listed = wanted != null && open.contains(wanted);
    SuspectLabel next = listed ? wanted : open.isEmpty() ? null : open.get(0);
    if (Objects.equals(next, selected.get())) {
      showSelected(next);
    } else {
      selected.set(next);
    }
  }

  private void showSelected(SuspectLabel suspect) {
    Found mine = found.get();
    if (suspect == null || mine == null) {
      shown.set(null);
      return;
    }
    workbench
        .background()
        .quietly(
            "Reading the labels of " + suspect.image(),
            p ->
                new Shown(
                    suspect,
                    mine.list().index().image(suspect.sample()),
                    mine.review().labels(suspect.stem()),
                    mine.scores().checkpoint(suspect.sample())))
        .onDone(
            read -> {
              if (suspect.equals(selected.get())) {
                shown.set(read);
              }
            });
  }

  public ReadOnlyObjectProperty<Found> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /** The suspects of the chosen class that nothing is decided of, the most suspect first. */
  public ObservableList<SuspectLabel> open() {
    return open;
  }

  /** The class whose suspects are listed, or {@link #ALL_CLASSES}. */
  public ObjectProperty<Integer> classIndexProperty() {
    return classIndex;
  }

  /** The suspect that is decided next, or {@code null}. */
  public ObjectProperty<SuspectLabel> selectedProperty() {
    return selected;
  }

  /** The selected suspect with what is read of it; {@code null} while there is none. */
  public ReadOnlyObjectProperty<Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Such as {@code 37 of 210 reviewed}. */
  public ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }
}
