package org.tagwright.ui.data;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;

/** How many samples have 0, 1, 2, … labels, as columns; the rare many are one column. */
final class LabelHistogram extends HBox {
  private static final int COLUMNS = 10;

  LabelHistogram() {
    getStyleClass().add("label-histogram");
    setAlignment(Pos.BOTTOM_LEFT);
  }

  void show(List<Integer> samplesByLabels) {
    getChildren().clear();
    int[] columns = new int[Math.min(COLUMNS, samplesByLabels.size())];
    for (int n = 0; n < samplesByLabels.size(); n++) {
      columns[Math.min(n, columns.length - 1)] += samplesByLabels.get(n);
    }
    int highest = 1;
    for (int count : columns) {
      highest = Math.max(highest, count);
    }
    for (int n = 0; n < columns.length; n++) {
      boolean more = n == COLUMNS - 1 && samplesByLabels.size() > COLUMNS;
      getChildren().add(column(n + (more ? "+" : ""), columns[n], (double) columns[n] / highest));
    }
  }

  private static VBox column(String labels, int samples, double share) {
    Label count = new Label(samples == 0 ? "" : short4(samples));
    count.getStyleClass().addAll("small", "muted");
    Region space = new Region();
    Region bar = new Region();
    bar.getStyleClass().add("histogram-bar");
    VBox.setVgrow(space, Priority.ALWAYS);
    Label name = new Label(labels);
    name.getStyleClass().add("small");
    VBox column = new VBox(3, space, count, bar, name);
    column.setAlignment(Pos.BOTTOM_CENTER);
    HBox.setHgrow(column, Priority.ALWAYS);
    column.setMinWidth(0);
    column.setPrefWidth(10);
    column.setMaxHeight(Double.MAX_VALUE);
    // The labels above and below take the rest.
    bar.prefHeightProperty().bind(column.heightProperty().subtract(44).multiply(share));
    bar.setMinHeight(samples == 0 ? 0 : 2);
    bar.setMaxWidth(44);
    Tooltip.install(column, new Tooltip(Units.text("%,d samples with %s labels", samples, labels)));
    return column;
  }

  private static String short4(int number) {
    return number < 10_000 ? Units.count(number) : Units.text("%,d k", Math.round(number / 1000.0));
  }
}
