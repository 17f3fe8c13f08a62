package org.tagwright.ui.results;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.Column;

/** Filter, grouping and columns of the results table. */
public final class ResultsToolbar {
  /** Grouping by these makes sense; a group by F1 does not. */
  private static final List<String> UNGROUPABLE = List.of("file", "modified", "size", "run");

  @FXML private TextField filterField;
  @FXML private MenuButton groupMenu;
  @FXML private HBox modes;
  @FXML private ToggleButton differsButton;
  @FXML private MenuButton columnsMenu;
  @FXML private Label filterProblem;

  private final ResultsModel model;
  private final PauseTransition typing = new PauseTransition(Duration.millis(150));
  private List<Column> offered = List.of();
  private boolean updating;

  public ResultsToolbar(ResultsModel model) {
    this.model = model;
  }

  @FXML
  private void initialize() {
    typing.setOnFinished(e -> model.change(q -> q.withFilter(filterField.getText())));
    filterField
        .textProperty()
        .addListener(
            (o, was, is) -> {
              if (!updating) {
                typing.playFromStart();
              }
            });
    ToggleGroup group = new ToggleGroup();
    for (GroupMode mode : GroupMode.values()) {
      ToggleButton button = new ToggleButton(mode == GroupMode.BEST ? "Best" : "Mean");
      button.getStyleClass().add("segment");
      button.setToggleGroup(group);
      button.setUserData(mode);
      button.setOnAction(
          e -> {
            button.setSelected(true);
            model.change(q -> q.withMode(mode));
          });
      modes.getChildren().add(button);
    }
    differsButton.setOnAction(
        e -> model.change(q -> q.withOnlyWhatDiffers(differsButton.isSelected())));
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
    modes.setVisible(grouped);
    modes.setManaged(grouped);
    modes
        .getChildren()
        .forEach(b -> ((ToggleButton) b).setSelected(b.getUserData() == query.mode()));
    groupMenu.setText(
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
    filterProblem.setVisible(page.filterProblem() != null);
    filterProblem.setManaged(page.filterProblem() != null);
    if (offered.equals(page.all().columns())) {
      return;
    }
    offered = page.all().columns();
    List<MenuItem> groups = new ArrayList<>();
    MenuItem clear = new MenuItem("No grouping");
    clear.setOnAction(
        e -> {
          model.change(q -> q.withGroupBy(List.of()));
          tickGroups();
        });
    groups.add(clear);
    groups.add(new SeparatorMenuItem());
    for (Column column : offered) {
      if (column.format() != Column.Format.SCORE && !UNGROUPABLE.contains(column.key())) {
        groups.add(item(column, () -> model.change(q -> q.withGroupBy(ticked()))));
      }
    }
    groupMenu.getItems().setAll(groups);
    tickGroups();
    columnsMenu.getItems().setAll(offered.stream().map(this::columnItem).toList());
    showQuery(model.queryProperty().get());
  }

  private static CustomMenuItem item(Column column, Runnable changed) {
    CheckBox box = new CheckBox(column.title());
    box.setMnemonicParsing(false);
    box.setOnAction(e -> changed.run());
    CustomMenuItem item = new CustomMenuItem(box, false); // stays open for the next tick
    item.setUserData(column.key());
    return item;
  }

  private MenuItem columnItem(Column column) {
    CustomMenuItem item = item(column, () -> {});
    CheckBox box = (CheckBox) item.getContent();
    box.setSelected(model.queryProperty().get().columns().shows(column.key()));
    box.setOnAction(
        e -> model.change(q -> q.withColumns(q.columns().with(column.key(), box.isSelected()))));
    return item;
  }

  private List<String> ticked() {
    return groupMenu.getItems().stream()
        .filter(
            i ->
                i instanceof CustomMenuItem c
                    && c.getContent() instanceof CheckBox b
                    && b.isSelected())
        .map(i -> (String) i.getUserData())
        .toList();
  }

  private void tickGroups() {
    for (MenuItem item : groupMenu.getItems()) {
      if (item instanceof CustomMenuItem custom && custom.getContent() instanceof CheckBox box) {
        box.setSelected(model.queryProperty().get().groupBy().contains(item.getUserData()));
      }
    }
  }
}
