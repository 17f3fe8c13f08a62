package org.tagwright.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.data.survey.DataStats;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.SideScroll;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.data.ClassBars.Part;

/** Class frequencies and labels per image, side by side. */
final class Overview extends HBox {
  private final ClassBars bars;
  private final LabelHistogram histogram = new LabelHistogram();
  private final VBox rarest = new VBox(6);
  private final ToggleButton byFrequency = new ToggleButton("By frequency");
  private final ToggleButton byIndex = new ToggleButton("In order");
  private final IntConsumer open;
  private DataStats stats;
  private Part part = Part.BOTH;

  /**
   * @param open shows the samples of a class
   */
  Overview(IntConsumer open) {
    this.open = open;
    setSpacing(14);
    bars = new ClassBars(c -> open.accept(c.index()));
    HBox order = segments(List.of(byFrequency, byIndex));
    List<ToggleButton> parts = new ArrayList<>();
    for (Part each : Part.values()) {
      ToggleButton button = new ToggleButton(each.title());
      button.setUserData(each);
      parts.add(button);
    }
    HBox counted = segments(parts);
    HBox head =
        new HBox(
            12,
            Texts.of("Class frequencies", "card-title"),
            swatch("train-part"),
            Texts.of("train", "muted", "small"),
            swatch("validation-part"),
            Texts.of("validation", "muted", "small"),
            new Spacer(),
            counted,
            order);
    head.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(bars, Priority.ALWAYS);
    VBox left = new VBox(10, head, bars);
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

  private HBox segments(List<ToggleButton> buttons) {
    HBox segments = new HBox();
    segments.getStyleClass().add("segments");
    segments.setMinWidth(USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    for (ToggleButton button : buttons) {
      button.getStyleClass().add("segment");
      button.setToggleGroup(group);
      button.setOnAction(
          e -> {
            button.setSelected(true); // a second press must not leave none chosen
            if (button.getUserData() instanceof Part chosen) {
              part = chosen;
            }
            showBars();
          });
      segments.getChildren().add(button);
    }
    buttons.get(0).setSelected(true);
    return segments;
  }

  private void showBars() {
    bars.show(stats.classes(), part, byFrequency.isSelected());
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
