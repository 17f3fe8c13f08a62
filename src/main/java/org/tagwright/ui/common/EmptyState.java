package org.tagwright.ui.common;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

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
    Label heading = new Label(title);
    heading.getStyleClass().add("empty-title");
    Label body = new Label(text);
    body.getStyleClass().add("empty-text");
    getChildren().addAll(picture, heading, body);
    getChildren().addAll(actions);
  }
}
