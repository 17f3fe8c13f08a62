package org.tagwright.ui.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.common.Units;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Texts;

/** What Start leads to: how many runs, how long, which checkpoint, what is there already. */
final class SummaryCard extends VBox {
  private final ExperimentModel model;
  private final Label runs = Texts.wrapping("", "fact-value");
  private final Label time = Texts.wrapping("", "fact-value");
  private final Label frozenMaps = Texts.wrapping("", "fact-value");
  private final Label data = Texts.wrapping("", "fact-value");
  private final Label checkpoint = Texts.wrapping("", "fact-value");
  private final Label there = Texts.wrapping("", "fact-value");

  SummaryCard(ExperimentModel model) {
    this.model = model;
    getStyleClass().add("card");
    setSpacing(14);
    there.getStyleClass().add("muted");
    frozenMaps.getStyleClass().add("muted");
    frozenMaps.managedProperty().bind(frozenMaps.textProperty().isNotEmpty());
    checkpoint.getStyleClass().add("mono");
    Button check = Buttons.of("Check the data", model::showData, "small");
    getChildren()
        .addAll(
            Texts.of("Summary", "card-title"),
            row("mdi2p-play-circle-outline", "Runs", runs),
            row("mdi2t-timer-outline", "Time", time, frozenMaps),
            row("mdi2d-database-outline", "Data", data, check),
            row("mdi2f-file-star-outline", "Checkpoint", checkpoint, there));
    model.draftProperty().addListener(e -> show());
    model.forecast().findingsProperty().addListener(e -> show());
    model.clusters().chosenProperty().addListener(e -> show());
    show();
  }

  private static HBox row(String icon, String name, Node... values) {
    FontIcon symbol = new FontIcon(icon);
    symbol.getStyleClass().add("fact-icon");
    VBox text = new VBox(3, Texts.of(name, "fact-title"));
    text.getChildren().addAll(values);
    HBox.setHgrow(text, Priority.ALWAYS);
    return new HBox(10, symbol, text);
  }

  private void show() {
    Draft draft = model.draftProperty().get();
    runs.setText(runs(draft, model.clusters().chosenProperty().get()));
    boolean ready = draft.problems().isEmpty();
    if (!ready) {
      // Values that will not do have no outcome: a forecast would be of something else.
      time.setText("–");
      frozenMaps.setText("");
      checkpoint.setText("–");
      checkpoint.setTooltip(null);
      there.setText("");
    }
    Forecast.Findings found = model.forecast().findingsProperty().get();
    data.setText(draft.first().data().root().toString());
    if (found == null) {
      return;
    }
    if (!found.dataFolderThere()) {
      data.setText(draft.first().data().root() + "\nThis folder does not exist.");
    }
    data.getStyleClass().removeAll("warning-text");
    if (!found.dataFolderThere()) {
      data.getStyleClass().add("warning-text");
    }
    if (!ready) {
      return;
    }
    int count = Math.max(1, draft.runs().size());
    time.setText(
        found
            .estimate()
            .map(one -> Units.about(one.multipliedBy(count)) + each(one, count))
            .orElse("Unknown until a similar run has finished here."));
    frozenMaps.setText(found.frozenMaps());
    checkpoint.setText(shortened(found.checkpoint().toString(), draft.first()));
    checkpoint.setTooltip(new Tooltip(found.checkpoint().toString()));
    there.setText(found.existing());
  }

  private static String runs(Draft draft, ClusterProfile cluster) {
    if (!draft.problems().isEmpty()) {
      return "None until the marked settings are fixed.";
    }
    if (draft.axes().isEmpty()) {
      return "One run of "
          + Units.count(draft.first().training().epochs(), "epoch")
          + (cluster == null ? "." : ", as a job on " + cluster.name() + ".");
    }
    StringBuilder text = new StringBuilder();
    text.append(draft.runs().size())
        .append(cluster == null ? " runs, one after another: " : " runs, as jobs on ")
        .append(cluster == null ? "" : cluster.name() + ": ");
    String times = "";
    for (Map.Entry<String, List<String>> axis : draft.axes().entrySet()) {
      text.append(times)
          .append(axis.getValue().size())
          .append(" of ")
          .append(Catalogue.get(axis.getKey()).label().toLowerCase(Locale.ROOT));
      times = " × ";
    }
    return text.append('.').toString();
  }

  private static String each(Duration one, int count) {
    return count == 1
        ? ", judging by the last similar run."
        : ", " + Units.duration(one) + " each, judging by the last similar run.";
  }

  /** The path from the folder of trained models on, which is what changes. */
  private static String shortened(String path, ExperimentConfig config) {
    String root = config.output().trainedModels().toString();
    return path.startsWith(root) ? "…" + path.substring(root.length()) : path;
  }
}
