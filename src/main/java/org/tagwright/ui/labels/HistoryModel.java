package org.tagwright.ui.labels;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.common.Units;
import org.tagwright.data.labels.ImageChange;
import org.tagwright.data.labels.LabelChange;
import org.tagwright.data.labels.LabelChange.Head;
import org.tagwright.data.labels.LabelChange.Kind;
import org.tagwright.ui.common.Background;

/** What was changed in the labels of a data set, newest first, and taking some of it back. */
public final class HistoryModel {
  private final LabelDesk desk;
  private final Background background;

  /** Held, since the desk must not hold closed sheets. */
  private final InvalidationListener afterEveryChange = o -> load();

  private final ObservableList<Head> heads = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<LabelChange> change = new ReadOnlyObjectWrapper<>();
  private List<String> names = List.of();

  private record Looked(LabelChange change, List<String> classes) {}

  public HistoryModel(LabelDesk desk, Background background) {
    this.desk = desk;
    this.background = background;
    desk.undoableProperty().addListener(new WeakInvalidationListener(afterEveryChange));
    load();
  }

  private void load() {
    background
        .quietly("Reading the history", progress -> new ArrayList<>(desk.book().history()))
        .onDone(
            found -> {
              Collections.reverse(found);
              if (!found.equals(heads)) {
                heads.setAll(found);
              }
            });
  }

  /** Reads the images of a change. */
  public void look(Head head) {
    background
        .quietly(
            "Reading the history",
            progress -> new Looked(desk.book().change(head.id()), desk.book().classesAt(head.id())))
        .onDone(
            looked -> {
              names = looked.classes; // before the change is shown by them
              change.set(looked.change);
            });
  }

  /**
   * Takes the change that is looked at back.
   *
   * @param stems the images, or {@code null} for all of it
   */
  public void takeBack(Set<String> stems) {
    LabelChange seen = change.get();
    heads.stream()
        .filter(h -> seen != null && h.id() == seen.id())
        .findFirst()
        .ifPresent(head -> desk.revert(head, stems));
  }

  /** The changes, newest first. */
  public ObservableList<Head> heads() {
    return heads;
  }

  /** The change that is looked at, with its images, or {@code null}. */
  public ReadOnlyObjectProperty<LabelChange> changeProperty() {
    return change.getReadOnlyProperty();
  }

  /** What a change was, in a few words. */
  public static String words(Head head) {
    String what =
        head.classes()
            ? "the classes"
            : head.count() == 1 ? head.stem() : Units.count(head.count(), "image");
    return switch (head.kind()) {
      case EDIT -> "Changed " + what;
      case UNDO -> "Undid a change of " + what;
      case REDO -> "Redid a change of " + what;
      case REVERT -> "Took back a change of " + what;
      case CLASSES -> "Changed the classes";
    };
  }

  /** Whether it can be taken back from here; the class list only by undo, in order. */
  public static boolean revertible(LabelChange change) {
    return change != null && change.kind() != Kind.CLASSES && change.classes() == null;
  }

  /** What a change does to an image, such as {@code + dog − cat ? bird}. */
  public String words(ImageChange image) {
    List<String> words = new ArrayList<>();
    if (image.before().labelled() != image.after().labelled()) {
      words.add(image.after().labelled() ? "labelled" : "label file removed");
    }
    add(words, "+ ", image.after().present(), image.before().present());
    add(words, "? ", image.after().unknown(), image.before().unknown());
    BitSet absent = image.before().present();
    absent.or(image.before().unknown());
    absent.andNot(image.after().present());
    add(words, "− ", absent, image.after().unknown());
    return String.join("   ", words);
  }

  private void add(List<String> words, String sign, BitSet now, BitSet not) {
    BitSet fresh = (BitSet) now.clone();
    fresh.andNot(not);
    if (!fresh.isEmpty()) {
      words.add(
          fresh.stream()
              .mapToObj(k -> sign + (k < names.size() ? names.get(k) : "class " + k))
              .collect(Collectors.joining("   ")));
    }
  }
}
