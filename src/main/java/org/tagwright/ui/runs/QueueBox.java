package org.tagwright.ui.runs;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.queue.QueueEntry;
import org.tagwright.run.RunStatus;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;

/** What waits, under the list of runs; nothing where nothing waits. */
final class QueueBox {
  private final VBox box;
  private final RunsModel model;
  private final Label title = Texts.empty("card-title");
  private final VBox entries = new VBox(4);

  QueueBox(VBox box, RunsModel model) {
    this.box = box;
    this.model = model;
    ScrollPane scroll = new ScrollPane(entries);
    scroll.getStyleClass().add("plain");
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(200);
    box.getChildren().addAll(title, scroll);
    model.queue().addListener((ListChangeListener<QueueEntry>) change -> fill());
    model.watchedProperty().addListener(e -> fillWhereBegun());
    model.namesProperty().addListener(e -> fill());
    fill();
  }

  private void fill() {
    Shown.set(box, !model.queue().isEmpty());
    long waiting = model.queue().stream().filter(QueueEntry::waiting).count();
    title.setText("Queue · " + Units.count(waiting, "run waits", "runs wait"));
    Object focused =
        box.getScene() == null || box.getScene().getFocusOwner() == null
            ? null
            : box.getScene().getFocusOwner().getUserData();
    entries.getChildren().setAll(model.queue().stream().map(this::row).toList());
    // Who moves an entry by keys goes on with the same entry.
    entries.getChildren().stream()
        .flatMap(row -> ((HBox) row).getChildren().stream())
        .filter(node -> node.getUserData() != null && node.getUserData().equals(focused))
        .forEach(Node::requestFocus);
  }

  /** A run that was begun may have been paused since. */
  private void fillWhereBegun() {
    if (model.queue().stream().anyMatch(entry -> entry.run() != null)) {
      fill();
    }
  }

  private Node row(QueueEntry entry) {
    Label name = new Label(model.namesProperty().get().of(entry.config()));
    name.setTooltip(new Tooltip(name.getText()));
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox row = new Row(2, name);
    row.getStyleClass().add("queue-row");
    if (entry.problem() != null) {
      name.getStyleClass().add("danger-text");
      name.setTooltip(new Tooltip(entry.problem()));
    }
    if (entry.run() != null) {
      RunStatus status = model.statusOf(entry.run());
      row.getChildren().add(Texts.of(RunWords.status(status), "badge", RunWords.style(status)));
    } else {
      int place = model.queue().indexOf(entry);
      Button up =
          tool("mdi2c-chevron-up", "Earlier", entry, () -> model.actions().moveInQueue(entry, -1));
      Button down =
          tool("mdi2c-chevron-down", "Later", entry, () -> model.actions().moveInQueue(entry, 1));
      Button remove =
          tool(
              "mdi2c-close",
              "Remove from the queue",
              entry,
              () -> model.actions().removeFromQueue(entry));
      up.setDisable(place == 0 || !model.queue().get(place - 1).waiting());
      down.setDisable(place == model.queue().size() - 1);
      row.getChildren().addAll(up, down, remove);
    }
    return row;
  }

  private Button tool(String icon, String what, QueueEntry entry, Runnable action) {
    Button button = Buttons.tool(icon, what, action);
    button.setAccessibleText(what + ": " + model.namesProperty().get().of(entry.config()));
    button.setUserData(List.of(entry.id(), what));
    return button;
  }
}
