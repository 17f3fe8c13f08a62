package org.tagwright.ui.common.widget;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Labels with their style classes. */
public final class Texts {
  private Texts() {}

  /** A text that is cut where there is no room. */
  public static Label of(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /** A text that is filled in later. */
  public static Label empty(String... styles) {
    return of("", styles);
  }

  /** A text that is never cut. */
  public static Label whole(String text, String... styles) {
    Label label = of(text, styles);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  /** A text of as many lines as it needs. */
  public static Label wrapping(String text, String... styles) {
    Label label = of(text, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
