package org.tagwright.ui.data.survey;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.tagwright.common.Units;
import org.tagwright.data.survey.SurveyFindings;
import org.tagwright.ui.common.widget.MeterBar;
import org.tagwright.ui.common.widget.Texts;

/** How many images have each shape, one bar per shape. */
final class ShapeBars extends GridPane {
  ShapeBars() {
    getStyleClass().add("shape-bars");
    setAccessibleText("Shapes of the images");
    ColumnConstraints name = new ColumnConstraints();
    name.setMinWidth(44);
    ColumnConstraints bar = new ColumnConstraints();
    bar.setHgrow(Priority.ALWAYS);
    ColumnConstraints count = new ColumnConstraints();
    count.setMinWidth(52);
    getColumnConstraints().addAll(name, bar, count);
  }

  void show(List<SurveyFindings.Shape> shapes, int images) {
    getChildren().clear();
    int most = shapes.stream().mapToInt(SurveyFindings.Shape::count).max().orElse(1);
    int row = 0;
    for (SurveyFindings.Shape shape : shapes) {
      Label name = new Label(shape.title());
      MeterBar bar = new MeterBar();
      bar.setMaxWidth(Double.MAX_VALUE);
      bar.setValue(shape.count() / (double) Math.max(1, most));
      Label count = Texts.of(Units.count(shape.count()), "muted", "small");
      count.setMaxWidth(Double.MAX_VALUE);
      count.setAlignment(Pos.CENTER_RIGHT);
      Tooltip.install(
          bar,
          new Tooltip(
              Units.text(
                  "%s, width to height: %,d images, %.1f%%",
                  shape.title(), shape.count(), 100.0 * shape.count() / Math.max(1, images))));
      addRow(row++, name, bar, count);
    }
  }
}
