package org.tagwright.ui.results;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.Column;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Shown;

/** Filter, grouping and columns of the results table. */
public final class ResultsToolbar {
  /** Grouping by these makes sense; a group by F1 does not. */
  private static final List<String> UNGROUPABLE = List.of("file", "modified", "size", "run");

  @FXML private TextField filterField;
  @FXML private Button groupButton;
  @FXML private Label groupText;
  @FXML private HBox modes;
  @FXML private ToggleButton differsButton;
  @FXML private Button columnsButton;
  @FXML private Label filterProblem;

  private final ResultsModel model;
  private final PauseTransition typing = new PauseTransition(Duration.millis(150));
  private List<Column> offered = List.of();
  private ColumnChooser groupChooser;
  private ColumnChooser columnChooser;
  private final Segments<GroupMode> mode =
      new Segments<>(List.of(GroupMode.values()), each -> each == GroupMode.BEST ? "Best" : "Mean");
  private boolean updating;

  public ResultsToolbar(ResultsModel model) {
    this.model = model;
  }

  @FXML
  private void initialize() {
    filterProblem.setTooltip(new Tooltip());
    typing.setOnFinished(e -> model.change(q -> q.withFilter(filterField.getText())));
    filterField
        .textProperty()
        .addListener(
            (o, was, is) -> {
              if (!updating) {
                typing.playFromStart();
              }
            });
    modes.getChildren().add(mode);
    mode.valueProperty().addListener((o, was, is) -> model.change(q -> q.withMode(is)));
    differsButton.setOnAction(
        e -> model.change(q -> q.withOnlyWhatDiffers(differsButton.isSelected())));
    groupChooser =
        new ColumnChooser(
            groupButton,
            c -> model.queryProperty().get().groupBy().contains(c.key()),
            this::toggleGroup,
            "No grouping",
            () -> model.change(q -> q.withGroupBy(List.of())));
    columnChooser =
        new ColumnChooser(
            columnsButton,
            c -> model.queryProperty().get().columns().shows(c.key()),
            this::toggleColumn,
            "Reset columns",
            () -> model.change(q -> q.withColumns(ColumnLayout.DEFAULT)));
    model.queryProperty().addListener((o, was, is) -> showQuery(is));
    model.pageProperty().addListener((o, was, is) -> showPage(is));
    showQuery(model.queryProperty().get());
    showPage(model.pageProperty().get());
  }

  void focusFilter() {
    filterField.requestFocus();
  }

  private void showQuery(ResultsQuery query) {
    updating = true;
    if (!filterField.getText().equals(query.filter()) && !filterField.isFocused()) {
      filterField.setText(query.filter());
    }
    updating = false;
    differsButton.setSelected(query.onlyWhatDiffers());
    boolean grouped = !query.groupBy().isEmpty();
    Shown.set(modes, grouped);
    mode.valueProperty().set(query.mode());
    groupChooser.showTicks();
    columnChooser.showTicks();
    groupText.setText(
        grouped
            ? "By " + query.groupBy().stream().map(this::title).collect(Collectors.joining(", "))
            : "Group by");
  }

  private String title(String key) {
    return offered.stream()
        .filter(c -> c.key().equals(key))
        .map(Column::title)
        .findFirst()
        .orElse(key);
  }

  private void showPage(ResultsPage page) {
    filterProblem.setText(page.filterProblem());
    filterProblem.getTooltip().setText(page.filterProblem());
    Shown.set(filterProblem, page.filterProblem() != null);
    offered = page.all().columns();
    groupChooser.offer(
        offered.stream()
            .filter(c -> c.format() != Column.Format.SCORE && !UNGROUPABLE.contains(c.key()))
            .toList());
    columnChooser.offer(
        offered.stream().filter(c -> !c.key().equals(Column.STARRED)).toList()); // always shown
    showQuery(model.queryProperty().get());
  }

  private void toggleGroup(Column column) {
    List<String> keys = new ArrayList<>(model.queryProperty().get().groupBy());
    if (!keys.remove(column.key())) {
      keys.add(column.key());
    }
    model.change(q -> q.withGroupBy(keys));
  }

  private void toggleColumn(Column column) {
    List<String> natural = offered.stream().map(Column::key).toList();
    model.change(q -> q.withColumns(q.columns().toggled(column.key(), natural)));
  }
}
