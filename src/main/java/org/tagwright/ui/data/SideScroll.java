package org.tagwright.ui.data;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** A column at the side, as high as its page; scrolls where the window is too low for it. */
final class SideScroll extends ScrollPane {
  private static final double LEAST_WIDTH = 280;

  SideScroll(Region column, double width) {
    super(column);
    getStyleClass().add("plain");
    setFitToWidth(true);
    setFitToHeight(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setPrefWidth(width);
    setMinWidth(LEAST_WIDTH);
  }
}
