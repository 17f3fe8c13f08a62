package org.tagwright.ui.common;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Texts;

/** What stands where nothing is yet: an icon, what is missing, what to do about it. */
public final class EmptyState extends VBox {
  /**
   * @param icon Ikonli literal
   * @param actions buttons to go on with
   */
  public EmptyState(String icon, String title, String text, Node... actions) {
    getStyleClass().add("empty-state");
    FontIcon picture = new FontIcon(icon);
    picture.getStyleClass().add("empty-icon");
    Label heading = Texts.of(title, "empty-title");
    Label body = Texts.of(text, "empty-text");
    getChildren().addAll(picture, heading, body);
    getChildren().addAll(actions);
  }

  /**
   * Where all there is has been archived.
   *
   * @param things such as {@code runs}
   */
  public static EmptyState allArchived(String things, Runnable show) {
    return new EmptyState(
        "mdi2a-archive-outline",
        "All " + things + " here are archived",
        "They are listed where you ask for them.",
        Buttons.of("Show archived", show, "accent"));
  }

  /** The same with links to pages of the guide below. */
  public EmptyState guidedBy(Workbench workbench, GuidePage... pages) {
    getChildren().add(GuidePage.links(workbench, pages));
    return this;
  }
}
