package org.tagwright.ui.gallery;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/**
 * Chips in rows, as many as fit; a last chip counts the rest. Chips are made once and used again,
 * since a scrolling gallery changes them all the time.
 */
final class ChipFlow extends Region {
  private static final double GAP = 4;

  private final List<TagChip> chips = new ArrayList<>();
  private final Label rest = new Label();
  private int used;

  ChipFlow() {
    getStyleClass().add("chip-flow");
    rest.getStyleClass().addAll("tag-chip", "rest");
    rest.setManaged(false);
    getChildren().add(rest);
  }

  /**
   * @param chosen the class that stands out, or -1: none
   */
  void show(List<Tag> tags, int chosen) {
    while (chips.size() < tags.size()) {
      TagChip chip = new TagChip();
      chip.setManaged(false);
      chips.add(chip);
      getChildren().add(chip);
    }
    for (int i = 0; i < tags.size(); i++) {
      Tag tag = tags.get(i);
      chips.get(i).show(tag, chosen >= 0 && chosen != tag.classIndex());
    }
    used = tags.size();
    requestLayout();
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
    rest.setVisible(placed < used);
    if (placed == used) {
      return placed;
    }
    while (true) {
      rest.setText("+" + (used - placed));
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
