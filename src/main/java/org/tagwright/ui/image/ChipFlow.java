package org.tagwright.ui.image;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.tagwright.review.Tag;
import org.tagwright.ui.common.widget.Texts;

/**
 * Chips in rows, as many as fit; a last chip counts the rest. Chips are made once and used again,
 * since a scrolling gallery changes them all the time.
 */
public final class ChipFlow extends Region {
  private static final double GAP = 4;

  private final int most;
  private final List<TagChip> chips = new ArrayList<>();
  private final Label rest = Texts.empty("tag-chip", "rest");
  private List<Tag> shown = List.of();
  private int chosen;
  private int used;
  private int marked = -1;
  private Function<Tag, String> explanation = tag -> "";

  /**
   * @param most more chips than this there is never room for
   */
  public ChipFlow(int most) {
    this.most = most;
    getStyleClass().add("chip-flow");
    rest.setManaged(false);
    getChildren().add(rest);
  }

  /**
   * @param chosenClass the class that stands out, or -1: none
   */
  public void show(List<Tag> tags, int chosenClass) {
    boolean same = chosen == chosenClass && sameLabels(tags, shown);
    shown = tags;
    chosen = chosenClass;
    used = Math.min(most, tags.size());
    while (chips.size() < used) {
      TagChip chip = new TagChip(explanation);
      chip.setManaged(false);
      chips.add(chip);
      getChildren().add(chip);
    }
    for (int i = 0; i < used; i++) {
      Tag tag = tags.get(i);
      if (same) {
        chips.get(i).follow(tag);
      } else {
        chips.get(i).show(tag, chosen >= 0 && chosen != tag.classIndex());
      }
    }
    if (!same) {
      mark(marked);
      requestLayout();
    }
  }

  /**
   * Tells which chip is clicked.
   *
   * @param what what a click does, for the tooltip
   */
  public void onClick(Consumer<Tag> then, Function<Tag, String> what) {
    getStyleClass().add("clickable");
    explanation = what;
    setOnMouseClicked(
        e -> {
          for (int i = 0; i < used && e.isStillSincePress(); i++) {
            if (chips.get(i).isVisible()
                && chips.get(i).getBoundsInParent().contains(e.getX(), e.getY())) {
              then.accept(shown.get(i));
              return;
            }
          }
        });
  }

  /** Marks the chip of a class; -1: none. */
  public void mark(int classIndex) {
    marked = classIndex;
    for (int i = 0; i < used; i++) {
      chips.get(i).mark(shown.get(i).classIndex() == marked);
    }
  }

  /** Whether nothing that one sees is different: a moved threshold changes few images. */
  private static boolean sameLabels(List<Tag> some, List<Tag> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      Tag a = some.get(i);
      Tag b = others.get(i);
      if (a.classIndex() != b.classIndex()
          || a.change() != b.change()
          || a.outcome() != b.outcome()
          || Float.compare(a.score(), b.score()) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() - getInsets().getLeft() - getInsets().getRight();
    double height = getHeight() - getInsets().getTop() - getInsets().getBottom();
    double x = 0;
    double y = 0;
    int placed = 0;
    double rowHeight = 0;
    while (placed < used) {
      TagChip chip = chips.get(placed);
      if (chip.getSkin() == null) {
        chip.applyCss(); // made amid a layout, as a list makes its cells: else it has no width
      }
      double w = Math.min(width, Math.ceil(chip.prefWidth(-1)));
      double h = Math.ceil(chip.prefHeight(-1));
      if (x > 0 && x + w > width) {
        x = 0;
        y += rowHeight + GAP;
      }
      rowHeight = h;
      if (y + h > height + 0.5) {
        break;
      }
      chip.resizeRelocate(getInsets().getLeft() + x, getInsets().getTop() + y, w, h);
      x += w + GAP;
      placed++;
    }
    placed = layoutRest(placed, width, height);
    for (int i = 0; i < chips.size(); i++) {
      chips.get(i).setVisible(i < placed);
    }
  }

  /** Puts the counter behind the last chip, giving up chips until there is room for it. */
  private int layoutRest(int fitting, double width, double height) {
    int placed = fitting;
    rest.setVisible(placed < shown.size());
    if (placed == shown.size()) {
      return placed;
    }
    while (true) {
      rest.setText("+" + (shown.size() - placed));
      double w = Math.ceil(rest.prefWidth(-1));
      double h = Math.ceil(rest.prefHeight(-1));
      TagChip last = placed == 0 ? null : chips.get(placed - 1);
      double x = last == null ? 0 : last.getLayoutX() - getInsets().getLeft() + last.getWidth();
      double y = last == null ? 0 : last.getLayoutY();
      double gap = last == null ? 0 : GAP;
      if (last == null || x + gap + w <= width) {
        rest.resizeRelocate(getInsets().getLeft() + x + gap, y, w, Math.min(h, height));
        return placed;
      }
      placed--;
    }
  }
}
