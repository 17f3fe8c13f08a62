package org.tagwright.ui.review;

import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.suspects.SuspectLabel;
import org.tagwright.suspects.SuspectSearch.Found;
import org.tagwright.ui.common.Titled;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** What is listed, how far the review is, and what limits the list. */
final class SuspectsBar extends VBox {
  private final SuspectsModel model;
  private final ComboBox<Integer> classes = new ComboBox<>();
  private final Map<Integer, Integer> counts = new TreeMap<>();
  private final Label unscored = Texts.wrapping("", "muted", "small");

  SuspectsBar(SearchModel search) {
    super(6);
    this.model = search.suspects();
    getStyleClass().add("suspects-bar");
    classes.setAccessibleText("Class");
    classes.setConverter(Titled.by(this::title));
    classes.setPrefWidth(220);
    Label progress = Texts.whole("", "strong");
    progress.setId("reviewed");
    progress.textProperty().bind(model.progressProperty());
    HBox row =
        new HBox(
            10,
            Texts.whole("Class", "muted"),
            classes,
            new Spacer(),
            progress,
            Buttons.of("New search…", "mdi2m-magnify", search::lookAnew));
    row.setAlignment(Pos.CENTER_LEFT);
    Label warning = Texts.wrapping("", "warning-text");
    warning.textProperty().bind(search.warningProperty());
    Shown.when(warning, search.warningProperty().isNotEmpty());
    getChildren().addAll(row, warning, unscored);
    model.foundProperty().addListener((o, was, is) -> show(is));
    model.progressProperty().addListener(e -> show(model.foundProperty().get()));
    classes
        .valueProperty()
        .addListener(
            (o, was, is) -> {
              if (is != null) {
                model.classIndexProperty().set(is);
              }
            });
    show(null);
  }

  private void show(Found found) {
    counts.clear();
    Shown.set(unscored, found != null && found.list().unscored() > 0);
    if (found == null) {
      return;
    }
    unscored.setText(
        Units.count(found.list().unscored(), "image has no score", "images have no score")
            + ": new since the networks were trained, or unreadable.");
    for (SuspectLabel suspect : found.review().open()) {
      counts.merge(suspect.classIndex(), 1, Integer::sum);
    }
    Integer chosen = model.classIndexProperty().get();
    if (chosen != null && chosen >= 0) {
      counts.putIfAbsent(chosen, 0);
    }
    classes.getItems().setAll(SuspectsModel.ALL_CLASSES);
    classes.getItems().addAll(counts.keySet());
    classes.setValue(chosen);
  }

  private String title(Integer k) {
    Found found = model.foundProperty().get();
    if (k == SuspectsModel.ALL_CLASSES || found == null) {
      return "All classes";
    }
    return Units.text(
        "%s  (%,d)", found.list().index().labels().name(k), counts.getOrDefault(k, 0));
  }
}
