package org.tagwright.ui.common.widget;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/** A page over the table, with a way back: a title line above a body that scrolls. */
public class OverlayPane extends BorderPane {
  protected final Label title;

  /**
   * @param beside what stands right of the title
   */
  public OverlayPane(String title, Runnable close, Node... beside) {
    getStyleClass().add("compare-pane");
    Button back = Buttons.icon("mdi2a-arrow-left", "Back to the table", close);
    back.setTooltip(new Tooltip("Back to the table (Esc)"));
    this.title = Texts.of(title, "page-title");
    Row header = new Row(8, back, this.title);
    header.getChildren().addAll(beside);
    header.getStyleClass().add("compare-header");
    setTop(header);
  }

  /** Fills the body. */
  protected final void show(VBox body) {
    body.getStyleClass().add("compare-body");
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("plain");
    setCenter(scroll);
  }
}
