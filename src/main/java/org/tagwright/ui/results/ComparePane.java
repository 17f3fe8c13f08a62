package org.tagwright.ui.results;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.results.CheckpointRow;
import org.tagwright.ui.common.MeterBar;

/** A few checkpoints side by side: scores first with the best one marked, then what differs. */
final class ComparePane extends BorderPane {
  ComparePane(Comparison comparison, Runnable close) {
    getStyleClass().add("compare-pane");
    Button back = new Button(null, new FontIcon("mdi2a-arrow-left"));
    back.getStyleClass().addAll("flat", "button-icon");
    back.setAccessibleText("Back to the table");
    back.setTooltip(new Tooltip("Back to the table (Esc)"));
    back.setOnAction(e -> close.run());
    Label title = new Label("Compare " + comparison.checkpoints().size() + " checkpoints");
    title.getStyleClass().add("page-title");
    HBox header = new HBox(8, back, title);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("compare-header");
    setTop(header);
    VBox body = new VBox(16, grid(comparison, true), grid(comparison, false));
    body.getStyleClass().add("compare-body");
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("plain");
    setCenter(scroll);
  }

  private static VBox grid(Comparison comparison, boolean scores) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("compare-grid");
    int count = comparison.checkpoints().size();
    grid.getColumnConstraints().add(new ColumnConstraints(170));
    for (int i = 0; i < count; i++) {
      ColumnConstraints wide = new ColumnConstraints(120, 200, Double.MAX_VALUE);
      wide.setHgrow(Priority.ALWAYS);
      wide.setPercentWidth(-1);
      grid.getColumnConstraints().add(wide);
    }
    int at = 0;
    for (int i = 0; i < count; i++) {
      grid.add(head(comparison.checkpoints().get(i), i), i + 1, at);
    }
    for (Comparison.Line line : comparison.lines()) {
      if (line.isScore() == scores) {
        at++;
        Label name = new Label(line.column().title());
        name.getStyleClass().add("muted");
        grid.add(name, 0, at);
        for (int i = 0; i < count; i++) {
          grid.add(cell(line, i), i + 1, at);
        }
      }
    }
    Label title = new Label(scores ? "Scores at the best epoch" : "What differs");
    title.getStyleClass().add("card-title");
    VBox card = new VBox(12, title, grid);
    card.getStyleClass().add("card");
    if (at == 0) {
      grid.getChildren().clear();
      grid.add(new Label("They agree in everything that is known of them."), 0, 0, count + 1, 1);
    }
    return card;
  }

  private static Label head(CheckpointRow row, int index) {
    Label label = new Label(String.valueOf(row.get("file")));
    label.getStyleClass().addAll("strong", "compare-head", "series-" + (index + 1));
    label.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    label.setTooltip(new Tooltip(row.file().toString()));
    return label;
  }

  private static HBox cell(Comparison.Line line, int index) {
    Label text = new Label(line.cells().get(index));
    text.setTooltip(new Tooltip(line.cells().get(index)));
    HBox box = new HBox(8, text);
    box.setAlignment(Pos.CENTER_LEFT);
    boolean best = line.best() == index;
    if (best) {
      text.getStyleClass().addAll("strong", "best");
      FontIcon star = new FontIcon("mdi2t-trophy-variant-outline");
      star.getStyleClass().add("best-icon");
      text.setGraphic(star);
    }
    if (line.isScore()) {
      text.setMinWidth(80);
      MeterBar bar = new MeterBar();
      bar.getStyleClass().add("series-" + (index + 1));
      bar.setValue(line.numbers().get(index));
      bar.setMinHeight(6);
      bar.setMaxHeight(6);
      HBox.setHgrow(bar, Priority.ALWAYS);
      box.getChildren().add(bar);
    }
    return box;
  }
}
