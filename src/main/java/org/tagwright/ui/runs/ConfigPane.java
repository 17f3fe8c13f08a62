package org.tagwright.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunSummary;
import org.tagwright.ui.common.Titled;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** The run's configuration beside another run's, or beside the defaults. */
final class ConfigPane extends VBox {
  private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");

  /** What is compared with; no item means the defaults. */
  private record Other(RunItem item, String name) {}

  /** A setting in both configurations. */
  record Field(String label, String path, String here, String there) {
    boolean differs() {
      return !Objects.equals(here, there);
    }
  }

  private static final double LEAST_WIDTH = 125;
  private static final Other DEFAULTS = new Other(null, "the defaults");

  private final RunsModel model;
  private final ComboBox<Other> others = new ComboBox<>();
  private final CheckBox onlyDifferences = new CheckBox("Only differences");
  private final Label count = Texts.empty("muted", "small");
  private final TableView<Field> table = new TableView<>();
  private RunDetails run;
  private ExperimentConfig shown;
  private Other shownOther;
  private boolean shownOnly;

  ConfigPane(RunsModel model) {
    this.model = model;
    getStyleClass().add("table-pane");
    setSpacing(10);
    others.setConverter(Titled.by(Other::name));
    others.getItems().add(DEFAULTS);
    others.setValue(DEFAULTS);
    others.setAccessibleText("Compare with");
    others.setOnShowing(e -> fillOthers());
    others.valueProperty().addListener(e -> fill());
    onlyDifferences.selectedProperty().addListener(e -> fill());
    HBox tools =
        new Row(10, new Label("Compare with"), others, count, new Spacer(), onlyDifferences);
    column("Setting", 180, Field::label);
    column("Path", 240, Field::path);
    column("This run", 320, Field::here);
    TableColumn<Field, String> otherColumn = column("", 320, Field::there);
    otherColumn.textProperty().bind(others.valueProperty().map(other -> capitalized(other.name())));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    table.getStyleClass().add("dense");
    table.setAccessibleText("Configuration");
    table.setPlaceholder(new Label("Nothing differs."));
    table.setRowFactory(
        view ->
            new TableRow<>() {
              @Override
              protected void updateItem(Field row, boolean none) {
                super.updateItem(row, none);
                pseudoClassStateChanged(DIFFERS, !none && row.differs());
              }
            });
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(tools, table);
  }

  private static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private TableColumn<Field, String> column(
      String name, double width, Function<Field, String> value) {
    TableColumn<Field, String> column = new TableColumn<>(name);
    column.setPrefWidth(width);
    column.setMinWidth(LEAST_WIDTH);
    column.setCellValueFactory(cell -> new SimpleObjectProperty<>(value.apply(cell.getValue())));
    table.getColumns().add(column);
    return column;
  }

  private String name(RunSummary other) {
    return RunWords.title(model.namesProperty().get(), other.folder(), other.config())
        + ", "
        + RunWords.started(other.folder());
  }

  private void fillOthers() {
    List<Other> items = new ArrayList<>(List.of(DEFAULTS));
    for (RunItem item : model.runs()) {
      boolean itself = run != null && item.path().equals(run.folder().path());
      if (!itself && item.summary().config() != null) {
        items.add(new Other(item, name(item.summary())));
      }
    }
    Other kept = others.getValue();
    others.getItems().setAll(items);
    others.setValue(items.contains(kept) ? kept : DEFAULTS);
  }

  void show(RunDetails newRun) {
    run = newRun;
    fill();
  }

  private void fill() {
    Other other = others.getValue() == null ? DEFAULTS : others.getValue();
    if (run == null || run.config() == null) {
      table.getItems().clear();
      return;
    }
    boolean only = onlyDifferences.isSelected();
    if (run.config().equals(shown) && other.equals(shownOther) && only == shownOnly) {
      return;
    }
    shown = run.config();
    shownOther = other;
    shownOnly = only;
    ExperimentConfig there =
        other.item() == null ? ExperimentConfig.defaults() : other.item().summary().config();
    List<Field> rows = rows(shown, there);
    long differing = rows.stream().filter(Field::differs).count();
    count.setText(Units.count(differing, "setting differs", "settings differ"));
    table.getItems().setAll(rows.stream().filter(row -> !only || row.differs()).toList());
  }

  static List<Field> rows(ExperimentConfig here, ExperimentConfig there) {
    return Catalogue.inFileOrder().stream()
        .map(s -> new Field(s.label(), s.path(), s.text(here), s.text(there)))
        .toList();
  }
}
