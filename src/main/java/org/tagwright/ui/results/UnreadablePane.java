package org.tagwright.ui.results;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.results.CheckpointScan;

/** The files that are no readable checkpoints, each with the reason. */
final class UnreadablePane extends BorderPane {
  UnreadablePane(List<CheckpointScan.Unreadable> files, Runnable close) {
    getStyleClass().add("compare-pane");
    Button back = new Button(null, new FontIcon("mdi2a-arrow-left"));
    back.getStyleClass().addAll("flat", "button-icon");
    back.setAccessibleText("Back to the table");
    back.setTooltip(new Tooltip("Back to the table (Esc)"));
    back.setOnAction(e -> close.run());
    Label title = new Label("Files that cannot be read");
    title.getStyleClass().add("page-title");
    HBox header = new HBox(8, back, title);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("compare-header");
    setTop(header);
    VBox body = new VBox(10);
    body.getStyleClass().add("compare-body");
    for (CheckpointScan.Unreadable file : files) {
      Label name = new Label(file.file().toString());
      name.getStyleClass().add("strong");
      name.setWrapText(true);
      Label reason = new Label(file.reason());
      reason.getStyleClass().add("muted");
      reason.setWrapText(true);
      VBox card = new VBox(4, name, reason);
      card.getStyleClass().add("card");
      body.getChildren().add(card);
    }
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("plain");
    setCenter(scroll);
  }
}
