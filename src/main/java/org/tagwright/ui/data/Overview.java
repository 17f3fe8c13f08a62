package org.tagwright.ui.data;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.data.survey.DataStats;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.SideScroll;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.data.ClassBars.Part;

/** Class frequencies and labels per image, side by side. */
final class Overview extends HBox {
  private final ClassBars bars;
  private final LabelHistogram histogram = new LabelHistogram();
  private final VBox rarest = new VBox(6);
  private final Segments<Part> counted = new Segments<>(List.of(Part.values()), Part::title);
  private final Segments<Boolean> order =
      new Segments<>(List.of(true, false), frequent -> frequent ? "By frequency" : "In order");
  private final ObjectProperty<Part> part = counted.valueProperty();
  private final ObjectProperty<Boolean> byFrequency = order.valueProperty();
  private final IntConsumer open;
  private DataStats stats;

  /**
   * @param open shows the samples of a class
   */
  Overview(IntConsumer open) {
    this.open = open;
    setSpacing(14);
    bars = new ClassBars(c -> open.accept(c.index()));
    part.addListener(e -> showBars());
    byFrequency.addListener(e -> showBars());
    Row head =
        new Row(
            8,
            Texts.of("Class frequencies", "card-title"),
            new Spacer(),
            swatch("train-part"),
            Texts.whole("train", "muted", "small"),
            swatch("validation-part"),
            Texts.whole("validation", "muted", "small"));
    VBox.setVgrow(bars, Priority.ALWAYS);
    VBox left = new VBox(10, head, new Row(8, counted, new Spacer(), order), bars);
    left.getStyleClass().add("card");
    HBox.setHgrow(left, Priority.ALWAYS);
    VBox labels = new VBox(10, Texts.of("Labels per image", "card-title"), histogram);
    labels.getStyleClass().add("card");
    VBox.setVgrow(histogram, Priority.ALWAYS);
    VBox.setVgrow(labels, Priority.ALWAYS);
    VBox rare = new VBox(10, Texts.of("Rarest classes", "card-title"), rarest);
    rare.getStyleClass().add("card");
    VBox right = new VBox(14, labels, rare);
    getChildren().addAll(left, new SideScroll(right, 380));
  }

  private void showBars() {
    bars.show(stats.classes(), part.get(), byFrequency.get());
  }

  void show(DataStats fresh) {
    stats = fresh;
    showBars();
    histogram.show(fresh.labelsPerImage());
    rarest.getChildren().clear();
    fresh.classes().stream()
        .filter(c -> c.both() > 0)
        .sorted((a, b) -> a.both() - b.both())
        .limit(6)
        .forEach(
            c -> {
              Button name = Buttons.of(c.name(), () -> open.accept(c.index()), "text-link");
              name.setTooltip(new Tooltip("Show its samples"));
              Label count =
                  Texts.of(
                      Units.text("%,d train, %,d val.", c.train(), c.validation()),
                      "muted",
                      "small");
              rarest.getChildren().add(new Row(8, name, new Spacer(), count));
            });
  }

  private static Region swatch(String style) {
    Region region = new Region();
    region.getStyleClass().addAll("legend-swatch", style);
    return region;
  }
}
