package org.tagwright.ui.labels;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.ui.common.widget.Texts;

/** A class as a chip to press: one that images have, or one that a key gives them. */
final class LabelChip extends Button {
  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");

  /** How many of the selected images have the class. */
  enum Having {
    NONE,
    SOME,
    ALL,
    UNKNOWN
  }

  final int classIndex;

  private LabelChip(int classIndex, String name, Having having, Runnable action) {
    super(name);
    this.classIndex = classIndex;
    getStyleClass().setAll("label-chip", having.name().toLowerCase(Locale.ROOT));
    setMnemonicParsing(false);
    setFocusTraversable(false);
    setMinWidth(USE_PREF_SIZE);
    setOnAction(e -> action.run());
  }

  /** A class of the images, with a cross that takes it away. */
  static LabelChip removable(int classIndex, String name, Having having, Runnable remove) {
    LabelChip chip = new LabelChip(classIndex, name, having, remove);
    chip.setGraphic(new FontIcon(having == Having.UNKNOWN ? "mdi2h-help" : "mdi2c-close"));
    return chip;
  }

  /**
   * A class to give to the images.
   *
   * @param key what stands in the small box before it, or {@code null}
   */
  static LabelChip offered(
      int classIndex, String name, String key, Having having, Runnable toggle) {
    LabelChip chip = new LabelChip(classIndex, name, having, toggle);
    chip.getStyleClass().add("offered");
    if (key != null) {
      Label cap = Texts.whole(key, "chip-key");
      chip.setGraphic(cap);
    }
    return chip;
  }

  /** Made when it is first hovered: chips are made anew with every image. */
  LabelChip explained(String what) {
    setOnMouseEntered(
        e -> {
          if (getTooltip() == null) {
            setTooltip(new Tooltip(what));
          }
        });
    setAccessibleText(getText() + ": " + what);
    return this;
  }

  void mark(boolean marked) {
    pseudoClassStateChanged(MARKED, marked);
  }
}
