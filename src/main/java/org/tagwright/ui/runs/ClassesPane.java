package org.tagwright.ui.runs;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.metric.OccurringClasses;
import org.tagwright.run.ClassScore;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.ui.common.widget.AbsentClasses;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.ScoreBarCell;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** How each class fares, at the best epoch or the newest, with bars; sortable and searchable. */
final class ClassesPane extends VBox {
  private final ObservableList<ClassScore> scores = FXCollections.observableArrayList();
  private final Segments<Boolean> atLast =
      new Segments<>(List.of(false, true), last -> last ? "Latest epoch" : "Best epoch");
  private final AbsentClasses absent = new AbsentClasses();
  private final Label which = Texts.empty("muted", "small");
  private RunDetails run;

  ClassesPane() {
    getStyleClass().add("table-pane");
    setSpacing(10);
    atLast
        .valueProperty()
        .addListener(
            change -> {
              if (run != null) {
                fill();
              }
            });
    TextField search = new TextField();
    search.setPromptText("Find a class");
    search.setAccessibleText("Find a class");
    search.getStyleClass().add("small");
    FilteredList<ClassScore> found = new FilteredList<>(scores);
    found
        .predicateProperty()
        .bind(
            Bindings.createObjectBinding(
                () -> {
                  String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
                  Predicate<Integer> shown = absent.shownProperty().get();
                  return score ->
                      shown.test(score.support())
                          && score.name().toLowerCase(Locale.ROOT).contains(wanted);
                },
                search.textProperty(),
                absent.shownProperty()));
    HBox tools = new Row(10, atLast, which, new Spacer(), search);
    TableView<ClassScore> table = table();
    SortedList<ClassScore> sorted = new SortedList<>(found);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(tools, absent, table);
  }

  private static TableView<ClassScore> table() {
    TableView<ClassScore> table = new TableView<>();
    table.setPlaceholder(new Label("No validation yet."));
    table.setAccessibleText("Scores of each class");
    table.getStyleClass().add("dense");
    TableColumn<ClassScore, String> name = new TableColumn<>("Class");
    name.setCellValueFactory(cell -> new SimpleObjectProperty<>(cell.getValue().name()));
    name.setPrefWidth(150);
    table.getColumns().add(name);
    TableColumn<ClassScore, Integer> support = new TableColumn<>("Support");
    support.setCellValueFactory(cell -> new SimpleObjectProperty<>(cell.getValue().support()));
    support.setPrefWidth(76);
    support.getStyleClass().add("numeric");
    table.getColumns().add(support);
    table.getColumns().add(ScoreBarCell.column("F1", ClassScore::f1));
    table.getColumns().add(ScoreBarCell.column("Precision", ClassScore::precision));
    table.getColumns().add(ScoreBarCell.column("Recall", ClassScore::recall));
    table.getColumns().add(ScoreBarCell.column("AP", ClassScore::averagePrecision));
    return table;
  }

  void show(RunDetails newRun) {
    run = newRun;
    fill();
  }

  private void fill() {
    EpochFinished best = run.state().best();
    EpochFinished last = run.state().lastValidated().orElse(null);
    // Of a very long run the older epochs come without their classes.
    boolean useLast = atLast.valueProperty().get() || best == null || best.perClass().isEmpty();
    EpochFinished shown = useLast ? last : best;
    which.setText(
        shown == null
            ? ""
            : "epoch "
                + shown.epoch()
                + (shown.threshold() == null
                    ? ""
                    : Units.text(", threshold %.3f", shown.threshold())));
    List<ClassScore> now = shown == null ? List.of() : shown.perClass();
    if (!now.equals(scores)) {
      absent.show(
          OccurringClasses.of(
              now.stream().map(ClassScore::support).toList(),
              now.stream().map(ClassScore::f1).toList()));
      scores.setAll(now);
    }
  }
}
