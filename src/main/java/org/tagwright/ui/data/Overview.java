package org.tagwright.ui.data;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Class frequencies and labels an image, side by side. */
final class Overview extends HBox {
  private final ClassBars bars;
  private final LabelHistogram histogram = new LabelHistogram();
  private final VBox rarest = new VBox(6);
  private final ToggleButton byFrequency = new ToggleButton("By frequency");
  private final ToggleButton byIndex = new ToggleButton("In order");
  private DataStats stats;

  /**
   * @param open shows the samples of a class
   */
  Overview(IntConsumer open) {
    setSpacing(14);
    bars = new ClassBars(c -> open.accept(c.index()));
    HBox order = new HBox(byFrequency, byIndex);
    order.getStyleClass().add("segments");
    for (ToggleButton button : List.of(byFrequency, byIndex)) {
      button.getStyleClass().add("segment");
      button.setOnAction(e -> order(button == byFrequency));
    }
    byFrequency.setSelected(true);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head =
        new HBox(
            12,
            title("Class frequencies"),
            swatch("train-part"),
            small("train"),
            swatch("validation-part"),
            small("validation"),
            space,
            order);
    head.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(bars, Priority.ALWAYS);
    VBox left = new VBox(10, head, bars);
    left.getStyleClass().add("card");
    HBox.setHgrow(left, Priority.ALWAYS);
    VBox labels = new VBox(10, title("Labels an image"), histogram);
    labels.getStyleClass().add("card");
    VBox.setVgrow(histogram, Priority.ALWAYS);
    VBox.setVgrow(labels, Priority.ALWAYS);
    VBox rare = new VBox(10, title("Rarest classes"), rarest);
    rare.getStyleClass().add("card");
    VBox right = new VBox(14, labels, rare);
    right.setPrefWidth(380);
    right.setMinWidth(300);
    getChildren().addAll(left, right);
  }

  private void order(boolean frequent) {
    byFrequency.setSelected(frequent);
    byIndex.setSelected(!frequent);
    bars.show(stats.classes(), frequent);
  }

  void show(DataStats fresh) {
    stats = fresh;
    bars.show(fresh.classes(), byFrequency.isSelected());
    histogram.show(fresh.labelsPerImage());
    rarest.getChildren().clear();
    fresh.classes().stream()
        .filter(c -> c.both() > 0)
        .sorted((a, b) -> a.both() - b.both())
        .limit(6)
        .forEach(
            c -> {
              Label name = new Label(c.name());
              Region space = new Region();
              HBox.setHgrow(space, Priority.ALWAYS);
              Label count = small(String.format("%,d train, %,d val.", c.train(), c.validation()));
              rarest.getChildren().add(new HBox(8, name, space, count));
            });
  }

  private static Label title(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("card-title");
    return label;
  }

  private static Label small(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("muted", "small");
    return label;
  }

  private static Region swatch(String style) {
    Region region = new Region();
    region.getStyleClass().addAll("legend-swatch", style);
    return region;
  }
}
