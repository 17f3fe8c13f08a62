package org.tagwright.ui.review;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.LabelSet;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.suspects.SuspectLabel;
import org.tagwright.suspects.Verdict;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.review.SuspectsModel.Shown;

/** One suspect large: its image, why it is suspect, and the ways to decide. */
final class SuspectPane extends LargeImage<SuspectLabel> {
  private final SuspectsModel model;
  private final SuspectMap map;
  private final Label reason = Texts.wrapping("", "reason");
  private final FlowPane labels = new FlowPane(6, 6);
  private final Button accept;

  SuspectPane(
      SuspectsModel model,
      SuspectMap map,
      Background background,
      Supplier<ExperimentConfig> config) {
    super(model.open(), model.selectedProperty(), model::step, background, config, heatmap(map));
    this.model = model;
    this.map = map;
    accept = decision("Accept", "mdi2c-check-bold", Verdict.ACCEPTED, "Enter");
    accept.getStyleClass().add("accent");
    Label message = Texts.empty("class-map-bar");
    message.textProperty().bind(map.messageProperty());
    message.visibleProperty().bind(map.messageProperty().isNotEmpty());
    over(message);
    below(reason, labels, decisions());
    pane().mapOpacityProperty().set(0.7);
    map.mapProperty().addListener((o, was, is) -> pane().showMap(is));
    model.shownProperty().addListener((o, was, is) -> show(is));
  }

  private static Node heatmap(SuspectMap map) {
    ToggleButton heatmap =
        new ToggleButton("Heatmap", new FontIcon("mdi2i-image-filter-center-focus"));
    heatmap.selectedProperty().bindBidirectional(map.onProperty());
    heatmap.setFocusTraversable(false);
    heatmap.setMinWidth(USE_PREF_SIZE);
    return Buttons.explained(heatmap, "Where the class was seen (M)");
  }

  private Region decisions() {
    return new FlowPane(
        8,
        8,
        accept,
        decision("Keep the label", "mdi2c-cancel", Verdict.KEPT, "K"),
        decision("Unknown", "mdi2h-help", Verdict.UNKNOWN, "U"),
        decision("Skip", "mdi2d-debug-step-over", Verdict.SKIPPED, "S"),
        quiet(Buttons.icon("mdi2u-undo", "Take the last decision back (Ctrl+Z)", model::undo)));
  }

  private Button decision(String text, String icon, Verdict verdict, String key) {
    String what = what(verdict) + " (" + key + ")";
    Button button = button(text, icon, what, () -> model.decide(verdict));
    button.setId("decide-" + verdict.word());
    return button;
  }

  private static String what(Verdict verdict) {
    return switch (verdict) {
      case ACCEPTED -> "Change the label as suggested";
      case KEPT -> "The label is right; do not ask again";
      case UNKNOWN -> "Nobody can tell: leave this class of this image out of training";
      case SKIPPED -> "Decide nothing; do not ask again";
    };
  }

  private void show(Shown shown) {
    if (shown == null) {
      reason.setText("");
      labels.getChildren().clear();
      showNone();
      map.look(null, null, -1);
      return;
    }
    SuspectLabel suspect = shown.suspect();
    show(suspect.image(), shown.file());
    reason.setText(suspect.reason());
    accept.setText(
        suspect.given() ? "Remove " + suspect.className() : "Add " + suspect.className());
    showLabels(shown.labels(), suspect);
    map.look(shown.checkpoint(), shown.file(), suspect.classIndex());
  }

  private void showLabels(ImageLabels now, SuspectLabel suspect) {
    LabelSet classes = model.foundProperty().get().list().index().labels();
    labels.getChildren().clear();
    for (int c : now.present().stream().toArray()) {
      boolean doubted = c == suspect.classIndex();
      labels
          .getChildren()
          .add(Texts.whole(classes.name(c), "tag-chip", doubted ? "wrong" : "unjudged"));
    }
    if (!suspect.given()) {
      labels.getChildren().add(Texts.whole(suspect.className() + "?", "tag-chip", "missed"));
    }
    for (int c : now.unknown().stream().toArray()) {
      labels.getChildren().add(Texts.whole(classes.name(c) + ": unknown", "tag-chip", "rest"));
    }
    if (labels.getChildren().isEmpty()) {
      labels.getChildren().setAll(List.of(Texts.of("No labels", "muted")));
    }
  }
}
