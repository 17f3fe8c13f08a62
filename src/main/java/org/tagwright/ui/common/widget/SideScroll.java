package org.tagwright.ui.common.widget;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** A column at the side, as high as its page; scrolls where the window is too low for it. */
public final class SideScroll extends ScrollPane {
  private static final double LEAST_WIDTH = 280;

  public SideScroll(Region column, double width) {
    super(column);
    getStyleClass().add("plain");
    setFitToWidth(true);
    setFitToHeight(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setPrefWidth(width);
    setMinWidth(LEAST_WIDTH);
  }
}
