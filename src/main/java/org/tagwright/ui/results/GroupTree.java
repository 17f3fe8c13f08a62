package org.tagwright.ui.results;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import org.tagwright.results.CheckpointGroup;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.Column;

/** A row a group, its checkpoints below it. */
final class GroupTree extends TreeTableView<GroupTree.Entry> {
  /** A group, or one checkpoint of it where {@code row} is there. */
  record Entry(CheckpointGroup group, CheckpointRow row) {}

  private final ResultsModel model;

  GroupTree(ResultsModel model) {
    this.model = model;
    getStyleClass().addAll("results-table", "group-tree");
    setAccessibleText("Groups of checkpoints");
    setShowRoot(false);
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<TreeItem<Entry>>) c -> select());
    model.pageProperty().addListener((o, was, is) -> show(is));
    show(model.pageProperty().get());
  }

  private void select() {
    if (!isVisible()) {
      return;
    }
    List<CheckpointRow> rows = new ArrayList<>();
    for (TreeItem<Entry> item : getSelectionModel().getSelectedItems()) {
      if (item != null) {
        Entry entry = item.getValue();
        rows.add(entry.row() == null ? entry.group().best() : entry.row());
      }
    }
    model.selected().setAll(rows.stream().distinct().toList());
  }

  private void show(ResultsPage page) {
    if (page.groups().isEmpty()) {
      setRoot(null);
      getColumns().clear();
      return;
    }
    List<Column> keys = page.groups().get(0).keys();
    List<TreeTableColumn<Entry, ?>> columns = new ArrayList<>();
    TreeTableColumn<Entry, String> name =
        column(keys.stream().map(Column::title).collect(Collectors.joining(" · ")), 280);
    name.setCellValueFactory(c -> new ReadOnlyStringWrapper(name(c.getValue().getValue())));
    columns.add(name);
    TreeTableColumn<Entry, String> count = column("Runs", 64);
    count.setCellValueFactory(c -> new ReadOnlyStringWrapper(count(c.getValue().getValue())));
    right(count);
    columns.add(count);
    for (Column shown : page.table().columns()) {
      if (!keys.contains(shown) && !shown.key().equals("file")) {
        columns.add(valueColumn(shown, page));
      }
    }
    getColumns().setAll(columns);
    TreeItem<Entry> root = new TreeItem<>();
    for (CheckpointGroup group : page.groups()) {
      TreeItem<Entry> item = new TreeItem<>(new Entry(group, null));
      for (CheckpointRow row : group.rows()) {
        item.getChildren().add(new TreeItem<>(new Entry(group, row)));
      }
      root.getChildren().add(item);
    }
    setRoot(root);
  }

  private TreeTableColumn<Entry, String> valueColumn(Column shown, ResultsPage page) {
    TreeTableColumn<Entry, String> column =
        column(
            CheckpointTableView.title(shown, page),
            CheckpointTableView.width(shown) + (page.query().mode() == GroupMode.MEAN ? 30 : 0));
    column.setCellValueFactory(
        c -> new ReadOnlyStringWrapper(value(c.getValue().getValue(), shown, page)));
    if (shown.isNumeric()) {
      right(column);
    }
    return column;
  }

  private static TreeTableColumn<Entry, String> column(String title, double width) {
    TreeTableColumn<Entry, String> column = new TreeTableColumn<>(title);
    column.setPrefWidth(width);
    column.setSortable(false); // groups stand by their best
    column.setReorderable(false);
    return column;
  }

  private static void right(TreeTableColumn<Entry, String> column) {
    column.getStyleClass().add("numeric");
    column.setCellFactory(
        c ->
            new TreeTableCell<>() {
              {
                getStyleClass().add("numeric");
              }

              @Override
              protected void updateItem(String text, boolean empty) {
                super.updateItem(text, empty);
                setText(empty ? null : text);
              }
            });
  }

  private static String name(Entry entry) {
    if (entry.row() != null) {
      return String.valueOf(entry.row().get("file"));
    }
    return entry.group().keys().stream()
        .map(k -> k.show(entry.group().agreed(k.key()).orElse(null)))
        .collect(Collectors.joining(" · "));
  }

  private static String count(Entry entry) {
    return entry.row() != null ? "" : Integer.toString(entry.group().rows().size());
  }

  private static String value(Entry entry, Column column, ResultsPage page) {
    if (entry.row() != null) {
      return CellText.of(column, entry.row().get(column.key()));
    }
    boolean score = column.format() == Column.Format.SCORE;
    if (page.query().mode() == GroupMode.BEST) {
      return CellText.of(column, entry.group().best().get(column.key()));
    }
    if (score || column.key().equals("threshold") || column.key().equals("epoch")) {
      return entry.group().mean(column.key()).map(m -> mean(m, column)).orElse("–");
    }
    return entry.group().agreed(column.key()).map(column::show).orElse("");
  }

  private static String mean(CheckpointGroup.Mean mean, Column column) {
    Column digits =
        column.format() == Column.Format.SCORE
            ? column
            : new Column(column.key(), column.title(), Column.Format.SCORE);
    String text = digits.show(mean.mean());
    return Double.isNaN(mean.deviation()) ? text : text + " ± " + digits.show(mean.deviation());
  }
}
