package org.tagwright.ui.review;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.data.LabelSet;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.suspects.SuspectLabel;
import org.tagwright.suspects.Verdict;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.image.ImagePane;
import org.tagwright.ui.review.SuspectsModel.Shown;

/** One suspect large: its image, why it is suspect, and the ways to decide. */
final class SuspectPane extends BorderPane {
  private final SearchModel search;
  private final SuspectsModel model;
  private final Workbench workbench;
  private final SuspectMap map;
  private final ImagePane pane = new ImagePane();
  private final Label name = Texts.empty("strong");
  private final Label place = Texts.whole("", "muted");
  private final Label reason = Texts.wrapping("", "reason");
  private final FlowPane labels = new FlowPane(6, 6);
  private final Button accept;

  SuspectPane(SearchModel search, SuspectMap map, Workbench workbench) {
    this.search = search;
    this.model = search.suspects();
    this.map = map;
    this.workbench = workbench;
    getStyleClass().add("suspect-pane");
    accept = decision("Accept", "mdi2c-check-bold", Verdict.ACCEPTED, "Enter");
    accept.getStyleClass().add("accent");
    setTop(header());
    Label message = Texts.empty("class-map-bar");
    message.textProperty().bind(map.messageProperty());
    message.visibleProperty().bind(map.messageProperty().isNotEmpty());
    StackPane.setAlignment(message, Pos.BOTTOM_CENTER);
    StackPane.setMargin(message, new Insets(12));
    StackPane middle = new StackPane(pane, message);
    middle.setMinSize(0, 0);
    setCenter(middle);
    setBottom(footer());
    pane.mapOpacityProperty().set(0.7);
    map.mapProperty().addListener((o, was, is) -> pane.showMap(is));
    model.shownProperty().addListener((o, was, is) -> show(is));
    model.selectedProperty().addListener((o, was, is) -> showPlace());
  }

  private Node header() {
    name.setMinWidth(60);
    ToggleButton heatmap =
        new ToggleButton("Heatmap", new FontIcon("mdi2i-image-filter-center-focus"));
    heatmap.selectedProperty().bindBidirectional(map.onProperty());
    heatmap.setFocusTraversable(false);
    heatmap.setMinWidth(USE_PREF_SIZE);
    Buttons.explained(heatmap, "Where the class was seen (M)");
    Row header =
        new Row(
            8,
            name,
            new Spacer(),
            heatmap,
            quiet(Buttons.icon("mdi2c-chevron-left", "Previous (Left)", () -> model.step(-1))),
            place,
            quiet(Buttons.icon("mdi2c-chevron-right", "Next (Right)", () -> model.step(1))));
    header.setPadding(new Insets(0, 0, 8, 0));
    return header;
  }

  private Node footer() {
    reason.setMinHeight(USE_PREF_SIZE);
    labels.setMinHeight(USE_PREF_SIZE);
    FlowPane buttons =
        new FlowPane(
            8,
            8,
            accept,
            decision("Keep the label", "mdi2c-cancel", Verdict.KEPT, "K"),
            decision("Unknown", "mdi2h-help", Verdict.UNKNOWN, "U"),
            decision("Skip", "mdi2d-debug-step-over", Verdict.SKIPPED, "S"),
            quiet(Buttons.icon("mdi2u-undo", "Take the last decision back (Ctrl+Z)", model::undo)));
    buttons.setMinHeight(USE_PREF_SIZE);
    VBox footer = new VBox(10, reason, labels, buttons);
    footer.setPadding(new Insets(10, 0, 0, 0));
    footer.setMinHeight(USE_PREF_SIZE);
    return footer;
  }

  private Button decision(String text, String icon, Verdict verdict, String key) {
    Button button = Buttons.of(text, icon, () -> model.decide(verdict));
    button.setMinWidth(USE_PREF_SIZE);
    button.setId("decide-" + verdict.word());
    button.disableProperty().bind(Bindings.isNull(model.selectedProperty()));
    return quiet(Buttons.explained(button, what(verdict) + " (" + key + ")"));
  }

  private static String what(Verdict verdict) {
    return switch (verdict) {
      case ACCEPTED -> "Change the label as suggested";
      case KEPT -> "The label is right; do not ask again";
      case UNKNOWN -> "Nobody can tell: leave this class of this image out of training";
      case SKIPPED -> "Decide nothing; do not ask again";
    };
  }

  /** The keys stay with the list. */
  private static Button quiet(Button button) {
    button.setFocusTraversable(false);
    return button;
  }

  private void showPlace() {
    int at = model.open().indexOf(model.selectedProperty().get());
    place.setText(at < 0 ? "" : (at + 1) + " of " + model.open().size());
  }

  private void show(Shown shown) {
    showPlace();
    if (shown == null) {
      name.setText("");
      reason.setText("");
      labels.getChildren().clear();
      pane.show(null);
      map.look(null, null, -1);
      return;
    }
    SuspectLabel suspect = shown.suspect();
    name.setText(suspect.image());
    reason.setText(suspect.reason());
    accept.setText(
        suspect.given() ? "Remove " + suspect.className() : "Add " + suspect.className());
    showLabels(shown.labels(), suspect);
    map.look(shown.checkpoint(), shown.file(), suspect.classIndex());
    pane.read(shown.file(), search.orientation(), workbench.background(), image -> {});
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

  ImagePane pane() {
    return pane;
  }
}
