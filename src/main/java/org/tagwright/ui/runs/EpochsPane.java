package org.tagwright.ui.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.tagwright.common.Units;
import org.tagwright.metric.Metric;
import org.tagwright.run.RunEvent.EpochFinished;

/** A row for each finished epoch; the best one stands out. */
final class EpochsPane extends StackPane {
  private static final PseudoClass BEST = PseudoClass.getPseudoClass("best");

  private final TableView<EpochFinished> table = new TableView<>();
  private int bestEpoch;

  EpochsPane() {
    getStyleClass().add("table-pane");
    table.setPlaceholder(new Label("No epoch is finished yet."));
    table.setAccessibleText("Epochs");
    table.getStyleClass().addAll("striped", "dense");
    column("Epoch", 64, EpochFinished::epoch, e -> Integer.toString(e.epoch()));
    number("Train loss", EpochFinished::trainLoss, 4);
    number("Val loss", e -> e.validationLoss() == null ? Double.NaN : e.validationLoss(), 4);
    for (Metric metric : Metric.values()) {
      number(metric.title(), e -> e.metrics().getOrDefault(metric, Double.NaN), 4);
    }
    number("Threshold", e -> e.threshold() == null ? Double.NaN : e.threshold(), 3);
    column(
        "Learning rate",
        110,
        EpochFinished::headLearningRate,
        e ->
            e.frozen() || e.backboneLearningRate() == e.headLearningRate()
                ? Units.compact(e.headLearningRate())
                : Units.compact(e.backboneLearningRate())
                    + " / "
                    + Units.compact(e.headLearningRate()));
    column("Backbone", 84, EpochFinished::frozen, e -> e.frozen() ? "frozen" : "trains");
    number("Images/s", EpochFinished::imagesPerSecond, 0);
    column("Waiting", 72, EpochFinished::waitingShare, e -> Units.percent(e.waitingShare()));
    column(
        "Took",
        90,
        EpochFinished::seconds,
        e -> Units.duration(Duration.ofMillis((long) (1000 * e.seconds()))));
    table.setRowFactory(
        view ->
            new TableRow<>() {
              @Override
              protected void updateItem(EpochFinished epoch, boolean none) {
                super.updateItem(epoch, none);
                pseudoClassStateChanged(BEST, !none && epoch.epoch() == bestEpoch);
              }
            });
    getChildren().add(table);
  }

  void show(RunDetails run) {
    bestEpoch = run.state().best() == null ? 0 : run.state().best().epoch();
    List<EpochFinished> epochs = new ArrayList<>(run.state().epochs());
    if (table.getComparator() == null) {
      epochs.sort(Comparator.comparingInt(EpochFinished::epoch).reversed());
    } else {
      epochs.sort(table.getComparator());
    }
    if (!epochs.equals(table.getItems())) {
      table.getItems().setAll(epochs);
      table.refresh();
    }
  }

  private void number(String name, ToDoubleFunction<EpochFinished> value, int digits) {
    column(
        name,
        digits == 0 ? 84 : 96,
        value::applyAsDouble,
        epoch -> {
          return Units.decimal(value.applyAsDouble(epoch), digits);
        });
  }

  private <T extends Comparable<T>> void column(
      String name,
      double width,
      Function<EpochFinished, T> value,
      Function<EpochFinished, String> text) {
    TableColumn<EpochFinished, EpochFinished> column = new TableColumn<>(name);
    column.setPrefWidth(width);
    column.setCellValueFactory(cell -> new SimpleObjectProperty<>(cell.getValue()));
    column.setComparator(Comparator.comparing(value));
    column.setCellFactory(
        c ->
            new TableCell<>() {
              @Override
              protected void updateItem(EpochFinished epoch, boolean none) {
                super.updateItem(epoch, none);
                setText(none || epoch == null ? null : text.apply(epoch));
              }
            });
    table.getColumns().add(column);
  }
}
