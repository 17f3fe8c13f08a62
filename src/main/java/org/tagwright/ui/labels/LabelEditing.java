package org.tagwright.ui.labels;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.data.labels.ImageLabels.State;
import org.tagwright.ui.common.Settings;

/**
 * The labels of the images that are selected in a view: which classes they have, and what a key, a
 * chip or a typed name does to them. For the FX thread; knows no nodes.
 */
public final class LabelEditing {
  /** What is counted over all images after edits waits for such a pause. */
  public static final Duration PAUSE = Duration.ofMillis(400);

  private static final String KEYS = "labels.keys ";

  /** The images of a view, which hears of every change of their labels while they are edited. */
  public interface Images extends LabelDesk.Listener {
    /** Names by class index. */
    List<String> classes();

    /** How many images have each class. */
    int[] counts();

    /** Numbers of the images to edit. */
    List<Integer> selected();

    /** The image's name below its folder, without its extension. */
    String stem(int image);

    ImageLabels labels(int image);

    /** The classes that keys can act on, in their order. */
    default List<Integer> markable(Selected selected) {
      return selected.classes().stream().map(Count::classIndex).toList();
    }
  }

  /**
   * How many of the selected images have a class.
   *
   * @param unknown of how many nobody knows
   */
  public record Count(int classIndex, int having, int unknown) {}

  /**
   * The selected images.
   *
   * @param classes those that any of the images has or may have, by index
   */
  public record Selected(int images, List<Count> classes) {
    static final Selected NONE = new Selected(0, List.of());

    /** How it stands with a class. */
    public Count of(int classIndex) {
      return classes.stream()
          .filter(c -> c.classIndex == classIndex)
          .findFirst()
          .orElse(new Count(classIndex, 0, 0));
    }

    /** Whether every image has the class. */
    public boolean allHave(int classIndex) {
      return images > 0 && of(classIndex).having == images;
    }
  }

  private final Images images;
  private final Settings settings;
  private final ReadOnlyObjectWrapper<LabelDesk> desk = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Selected> selected =
      new ReadOnlyObjectWrapper<>(Selected.NONE);
  private final ReadOnlyIntegerWrapper marked = new ReadOnlyIntegerWrapper(-1);
  private ClassesAtHand atHand = new ClassesAtHand(List.of(), new int[0]);
  private List<String> names = List.of();
  private String keysOf;

  public LabelEditing(Images images, Settings settings) {
    this.images = images;
    this.settings = settings;
  }

  /**
   * Edits the labels of another data set.
   *
   * @param at where, or {@code null}: nothing can be edited
   */
  public void open(LabelDesk at) {
    if (desk.get() != null) {
      desk.get().forget(images);
    }
    if (at != null) {
      at.listen(images);
      names = List.copyOf(images.classes());
      atHand = new ClassesAtHand(names, images.counts());
      keysOf = KEYS + at.folder();
      atHand.restore(settings.list(keysOf));
    }
    desk.set(at);
    refresh();
  }

  /** Looks whether another window has changed something, as when the view is shown again. */
  public void look() {
    if (desk.get() != null) {
      desk.get().refresh();
    }
  }

  /** The selection or its labels are others now. */
  public void refresh() {
    Selected now = desk.get() == null ? Selected.NONE : count();
    if (!now.equals(selected.get())) {
      selected.set(now);
    }
    if (marked.get() >= 0 && !markable().contains(marked.get())) {
      marked.set(-1);
    }
  }

  private Selected count() {
    List<Integer> chosen = images.selected();
    int classes = names.size();
    int[] having = new int[classes];
    int[] unknown = new int[classes];
    for (int image : chosen) {
      ImageLabels labels = images.labels(image);
      labels.present().stream().filter(k -> k < classes).forEach(k -> having[k]++);
      labels.unknown().stream().filter(k -> k < classes).forEach(k -> unknown[k]++);
    }
    List<Count> counts = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      if (having[k] + unknown[k] > 0) {
        counts.add(new Count(k, having[k], unknown[k]));
      }
    }
    return new Selected(chosen.size(), List.copyOf(counts));
  }

  /** The names by class index. */
  public List<String> classes() {
    return names;
  }

  public ClassesAtHand atHand() {
    return atHand;
  }

  /** Where edits go; {@code null}: there are no labels to edit. */
  public ReadOnlyObjectProperty<LabelDesk> deskProperty() {
    return desk.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Selected> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  // What a person does

  /** Adds the class to all selected images; where all have it, takes it away. */
  public void toggle(int classIndex) {
    set(classIndex, selected.get().allHave(classIndex) ? State.ABSENT : State.PRESENT);
  }

  /** Marks the class unknown for all selected images; where it is for all, absent. */
  public void toggleUnknown(int classIndex) {
    boolean all = selected.get().of(classIndex).unknown == selected.get().images;
    set(classIndex, all ? State.ABSENT : State.UNKNOWN);
  }

  /** What is on a number key from 1. */
  public void key(int number, boolean unknown) {
    int classIndex = atHand.onKey(number);
    if (classIndex >= 0 && unknown) {
      toggleUnknown(classIndex);
    } else if (classIndex >= 0) {
      toggle(classIndex);
    }
  }

  /** Says of all selected images what is known of a class. */
  public void set(int classIndex, State state) {
    LabelDesk at = desk.get();
    if (at == null || classIndex < 0 || selected.get().images == 0) {
      return;
    }
    if (state != State.ABSENT) {
      atHand.used(classIndex);
      remember();
    }
    List<Integer> chosen = images.selected();
    at.whenKnown(() -> at.edit(seen(chosen), labels -> labels.with(classIndex, state)));
  }

  private Map<String, ImageLabels> seen(List<Integer> chosen) {
    Map<String, ImageLabels> seen = new LinkedHashMap<>();
    chosen.forEach(image -> seen.put(images.stem(image), images.labels(image)));
    return seen;
  }

  public void pin(int classIndex, boolean keep) {
    atHand.pin(classIndex, keep);
    remember();
    selected.set(new Selected(selected.get().images, selected.get().classes));
  }

  private void remember() {
    settings.put(keysOf, atHand.toLines());
  }

  public void undo() {
    if (desk.get() != null) {
      desk.get().undo();
    }
  }

  public void redo() {
    if (desk.get() != null) {
      desk.get().redo();
    }
  }

  // The marked class, which keys act on

  /** The class that keys act on, or -1. */
  public ReadOnlyIntegerProperty markedProperty() {
    return marked.getReadOnlyProperty();
  }

  public void mark(int classIndex) {
    marked.set(classIndex);
  }

  private List<Integer> markable() {
    return images.markable(selected.get());
  }

  /** Marks the next class of the images, or the one before; round and round. */
  public void markNext(int by) {
    List<Integer> all = markable();
    if (!all.isEmpty()) {
      int at = all.indexOf(marked.get());
      int to = at < 0 ? (by > 0 ? 0 : all.size() - 1) : Math.floorMod(at + by, all.size());
      marked.set(all.get(to));
    }
  }
}
