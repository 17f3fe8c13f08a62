package org.tagwright.ui.common.widget;

import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Buttons with what they do. */
public final class Buttons {
  private Buttons() {}

  public static Button of(String text, Runnable action, String... styles) {
    Button button = new Button(text);
    button.setMnemonicParsing(false); // names have underscores
    button.getStyleClass().addAll(styles);
    button.setOnAction(e -> action.run());
    return button;
  }

  /** Leaves a sheet without doing anything; the Escape key presses it. */
  public static Button cancel(Runnable close) {
    Button cancel = of("Cancel", close);
    cancel.setCancelButton(true);
    return cancel;
  }

  /**
   * A button with an icon before its text.
   *
   * @param icon Ikonli literal
   */
  public static Button of(String text, String icon, Runnable action, String... styles) {
    Button button = of(text, action, styles);
    button.setGraphic(new FontIcon(icon));
    return button;
  }

  /**
   * A flat button that is only an icon.
   *
   * @param icon Ikonli literal
   * @param what what it does, for its tooltip and for those who listen
   */
  public static Button icon(String icon, String what, Runnable action, String... styles) {
    Button button = of(null, action, "flat", "button-icon");
    button.getStyleClass().addAll(styles);
    button.setGraphic(new FontIcon(icon));
    return explained(button, what);
  }

  /** A small icon in the head of a card or in a row of a list. */
  public static Button tool(String icon, String what, Runnable action) {
    Button button = of(null, action, "flat", "plot-tool");
    button.setGraphic(new FontIcon(icon));
    return explained(button, what);
  }

  /** Says what a button does, in its tooltip and for those who listen. */
  public static <B extends ButtonBase> B explained(B button, String what) {
    button.setTooltip(new Tooltip(what));
    button.setAccessibleText(what);
    return button;
  }
}
