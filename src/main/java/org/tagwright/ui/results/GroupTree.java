package org.tagwright.ui.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.MouseButton;
import org.tagwright.common.Units;
import org.tagwright.results.CheckpointGroup;
import org.tagwright.results.CheckpointNames;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.Column;
import org.tagwright.results.SortKey;
import org.tagwright.ui.common.widget.ColumnHead;

/** One row per group, its checkpoints below it. */
final class GroupTree extends TreeTableView<GroupTree.Entry> {
  /** A group, or one checkpoint of it where {@code row} is there. */
  record Entry(CheckpointGroup group, CheckpointRow row) {}

  private final ResultsModel model;
  private List<Object> columnsFor = List.of();
  private CheckpointNames names = ResultsPage.EMPTY.names();
  private boolean updating;

  /**
   * @param open opens a checkpoint that is clicked twice
   */
  GroupTree(ResultsModel model, Runnable open) {
    this.model = model;
    getStyleClass().addAll("results-table", "group-tree");
    setAccessibleText("Groups of checkpoints");
    setShowRoot(false);
    setOnMouseClicked(
        click -> {
          TreeItem<Entry> item = getSelectionModel().getSelectedItem();
          boolean twice = click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2;
          if (twice && item != null && item.getValue().row() != null) {
            open.run();
          }
        });
    updating = true; // setting the policy sorts at once, by nothing
    setSortPolicy(
        tree -> {
          if (!updating) {
            model.change(q -> q.withSort(sortKeys()));
          }
          return true;
        });
    updating = false;
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<TreeItem<Entry>>) c -> select());
    model.pageProperty().addListener((o, was, is) -> show(is));
    show(model.pageProperty().get());
  }

  private List<SortKey> sortKeys() {
    return getSortOrder().stream()
        .map(
            column ->
                new SortKey(
                    ((Column) column.getUserData()).key(),
                    column.getSortType() == TreeTableColumn.SortType.ASCENDING))
        .toList();
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
    names = page.names();
    if (page.groups().isEmpty()) {
      updating = true;
      setRoot(null);
      updating = false;
      return;
    }
    List<Column> keys = page.groups().get(0).keys();
    String name = keys.stream().map(Column::title).collect(Collectors.joining(" · "));
    List<Column> values =
        page.table().columns().stream()
            .filter(c -> !keys.contains(c) && !c.key().equals("file"))
            .toList();
    List<Object> wanted = List.of(name, values, page.query().mode(), title(values, page));
    if (!wanted.equals(columnsFor)) { // else they keep the widths they were dragged to
      columnsFor = wanted;
      updating = true;
      getColumns().setAll(columns(name, values, page));
      updating = false;
    }
    Set<String> open = namesOf(item -> item.isExpanded());
    Set<String> chosen = namesOf(item -> getSelectionModel().getSelectedItems().contains(item));
    TreeItem<Entry> root = new TreeItem<>();
    for (CheckpointGroup group : page.groups()) {
      TreeItem<Entry> item = new TreeItem<>(new Entry(group, null));
      item.setExpanded(open.contains(name(item.getValue())));
      for (CheckpointRow row : group.rows()) {
        item.getChildren().add(new TreeItem<>(new Entry(group, row)));
      }
      root.getChildren().add(item);
    }
    updating = true; // another root takes the sort order away
    setRoot(root);
    updating = false;
    showSort(page.query().sort());
    items().filter(i -> chosen.contains(name(i.getValue()))).forEach(getSelectionModel()::select);
  }

  private void showSort(List<SortKey> sort) {
    List<TreeTableColumn<Entry, ?>> order = new ArrayList<>();
    updating = true;
    for (SortKey key : sort) {
      for (TreeTableColumn<Entry, ?> column : getColumns()) {
        if (column.getUserData() instanceof Column shown && shown.key().equals(key.column())) {
          column.setSortType(
              key.ascending()
                  ? TreeTableColumn.SortType.ASCENDING
                  : TreeTableColumn.SortType.DESCENDING);
          order.add(column);
        }
      }
    }
    if (!getSortOrder().equals(order)) {
      getSortOrder().setAll(order);
    }
    updating = false;
  }

  private static List<String> title(List<Column> columns, ResultsPage page) {
    return columns.stream().map(c -> CheckpointTableView.title(c, page)).toList();
  }

  private List<TreeTableColumn<Entry, ?>> columns(
      String name, List<Column> values, ResultsPage page) {
    List<TreeTableColumn<Entry, ?>> columns = new ArrayList<>();
    TreeTableColumn<Entry, String> first = column(name, 280);
    first.setCellValueFactory(c -> new ReadOnlyStringWrapper(name(c.getValue().getValue())));
    first.setCellFactory(c -> new TextCell());
    columns.add(first);
    TreeTableColumn<Entry, String> count = column("Runs", 64);
    count.setCellValueFactory(c -> new ReadOnlyStringWrapper(count(c.getValue().getValue())));
    right(count);
    columns.add(count);
    values.forEach(shown -> columns.add(valueColumn(shown, page)));
    return columns;
  }

  /** Groups and checkpoints, in the order shown. */
  private Stream<TreeItem<Entry>> items() {
    return getRoot() == null
        ? Stream.of()
        : getRoot().getChildren().stream()
            .flatMap(group -> Stream.concat(Stream.of(group), group.getChildren().stream()));
  }

  private Set<String> namesOf(Predicate<TreeItem<Entry>> which) {
    return items().filter(which).map(i -> name(i.getValue())).collect(Collectors.toSet());
  }

  private TreeTableColumn<Entry, String> valueColumn(Column shown, ResultsPage page) {
    TreeTableColumn<Entry, String> column =
        column(
            CheckpointTableView.title(shown, page),
            CheckpointTableView.width(shown) + (page.query().mode() == GroupMode.MEAN ? 30 : 0));
    column.setUserData(shown);
    ColumnHead.show(column, CheckpointTableView.title(shown, page), shown.help());
    column.setSortable(true);
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
    column.setSortable(false); // but for the columns of values: the model sorts the groups by them
    column.setReorderable(false);
    return column;
  }

  private static void right(TreeTableColumn<Entry, String> column) {
    column.getStyleClass().add("numeric");
    column.setCellFactory(
        c -> {
          TextCell cell = new TextCell();
          cell.getStyleClass().add("numeric");
          return cell;
        });
  }

  private static final class TextCell extends TreeTableCell<Entry, String> {
    @Override
    protected void updateItem(String text, boolean empty) {
      super.updateItem(text, empty);
      setText(empty ? null : text);
    }
  }

  private String name(Entry entry) {
    if (entry.row() != null) {
      return names.of(entry.row());
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
      return column.show(entry.row().get(column.key()));
    }
    boolean score = column.format() == Column.Format.SCORE;
    if (page.query().mode() == GroupMode.BEST) {
      return column.show(entry.group().best().get(column.key()));
    }
    if (score || column.key().equals("threshold") || column.key().equals("epoch")) {
      return entry.group().mean(column.key()).map(m -> mean(m, column)).orElse("–");
    }
    return entry.group().agreed(column.key()).map(column::show).orElse("");
  }

  private static String mean(CheckpointGroup.Mean mean, Column column) {
    String digits = column.format() == Column.Format.COUNT ? "%.1f" : "%.4f";
    String text = Units.text(digits, mean.mean());
    return Double.isNaN(mean.deviation())
        ? text
        : text + " ± " + Units.text(digits, mean.deviation());
  }
}
