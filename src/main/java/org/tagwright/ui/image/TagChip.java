package org.tagwright.ui.image;

import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.review.Outcome;
import org.tagwright.review.Tag;

/** A label of an image: name, score, and by colour and shape whether it is right. */
public final class TagChip extends Label {
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");
  private static final PseudoClass DIMMED = PseudoClass.getPseudoClass("dimmed");

  private final FontIcon icon = new FontIcon("mdi2c-check");
  private final Tooltip tooltip = new Tooltip();
  private Outcome outcome;
  private Tag.Change change = Tag.Change.SAME;
  private Tag tag;

  /**
   * @param explanation of what a click does, or empty; ends the tooltip
   */
  TagChip(Function<Tag, String> explanation) {
    getStyleClass().add("tag-chip");
    setGraphicTextGap(3);
    setMinWidth(USE_PREF_SIZE);
    setTooltip(tooltip);
    tooltip.setOnShowing(e -> tooltip.setText((words() + "\n" + explanation.apply(tag)).strip()));
  }

  /**
   * @param dimmed whether it stands back behind another class that was chosen
   */
  void show(Tag fresh, boolean dimmed) {
    tag = fresh;
    if (outcome != tag.outcome()) {
      if (outcome != null) {
        getStyleClass().remove(outcome.word());
      }
      outcome = tag.outcome();
      getStyleClass().add(outcome.word());
    }
    change = tag.change();
    boolean changed = change != Tag.Change.SAME;
    setGraphic(outcome == Outcome.UNJUDGED && !changed ? null : icon);
    icon.setIconLiteral(changed ? iconOf(change) : iconOf(outcome));
    pseudoClassStateChanged(CHANGED, changed);
    pseudoClassStateChanged(DIMMED, dimmed);
    boolean scored = !Float.isNaN(tag.score());
    setText(scored ? tag.name() + "  " + Units.decimal(tag.score(), 2) : tag.name());
  }

  /** Whether keys act on this label. */
  void mark(boolean marked) {
    pseudoClassStateChanged(MARKED, marked);
  }

  /** The same label at another threshold. */
  void follow(Tag fresh) {
    tag = fresh;
  }

  private String words() {
    if (Float.isNaN(tag.score())) {
      return tag.name();
    }
    String text =
        Units.text(
            "%s: %s\nscore %.3f, threshold %.3f",
            tag.name(), tag.outcome().word(), tag.score(), tag.threshold());
    return switch (change) {
      case SAME -> text;
      case GAINED -> text + Units.text("\ngained: the score was %.3f", tag.before());
      case LOST -> text + Units.text("\nlost: the score was %.3f", tag.before());
    };
  }

  private static String iconOf(Tag.Change change) {
    return change == Tag.Change.GAINED ? "mdi2p-plus-thick" : "mdi2m-minus-thick";
  }

  /** The shape that tells outcomes apart without colour. */
  public static String iconOf(Outcome outcome) {
    return switch (outcome) {
      case RIGHT -> "mdi2c-check-bold";
      case WRONG -> "mdi2c-close-thick";
      case MISSED -> "mdi2c-circle-outline";
      case UNJUDGED -> "mdi2c-circle-small";
      case GONE -> "mdi2m-minus-thick";
      case UNKNOWN -> "mdi2h-help";
    };
  }
}
