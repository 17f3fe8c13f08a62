package org.tagwright.ui.data;

import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.data.survey.DataStats;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** Which classes occur together: all as a heat map, the most frequent pairs in words. */
final class CooccurrencePage extends HBox {
  private static final int PAIRS = 40;

  private final Label pointed = Texts.empty("small");
  private final HeatMap map = new HeatMap(pointed::setText);
  private final VBox pairs = new VBox(9);

  CooccurrencePage() {
    setSpacing(14);
    Label caption =
        Texts.of(
            "Of the samples with a row's class, the share that has the column's class too.",
            "muted",
            "small");
    VBox left = new VBox(8, Texts.of("Classes together", "card-title"), caption, map, pointed);
    left.getStyleClass().add("card");
    VBox.setVgrow(map, Priority.ALWAYS);
    HBox.setHgrow(left, Priority.ALWAYS);
    ScrollPane scroll = new ScrollPane(pairs);
    scroll.setFitToWidth(true);
    pairs.getStyleClass().add("pairs");
    scroll.getStyleClass().add("plain");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox right = new VBox(10, Texts.of("Most often together", "card-title"), scroll);
    right.getStyleClass().add("card");
    right.setMinWidth(300);
    right.setPrefWidth(340);
    getChildren().addAll(left, right);
  }

  void show(DataStats stats) {
    map.show(stats);
    pairs.getChildren().clear();
    for (DataStats.Pair pair : stats.oftenTogether(PAIRS)) {
      Label names = new Label(pair.a().name() + " + " + pair.b().name());
      Label share =
          Texts.of(
              Units.text("%,d, %.0f%% of %s", pair.samples(), 100 * pair.share(), pair.a().name()),
              "muted",
              "small");
      pairs.getChildren().add(new HBox(8, names, new Spacer(), share));
    }
  }
}
