package org.tagwright.ui.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.Column;
import org.tagwright.results.SortKey;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.widget.ColumnHead;
import org.tagwright.ui.notes.StarCell;

/** One row per checkpoint. Sorting is the model's, so that what is exported is what is seen. */
final class CheckpointTableView extends TableView<CheckpointRow> {
  private static final String WIDTH = "results.width.";
  private static final double STAR_WIDTH = 36;
  private static final double CHARACTER = 6.6;
  private static final double MOST_FOR_NAME = 400;
  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");
  private static final PseudoClass ARCHIVED = PseudoClass.getPseudoClass("archived");

  private final ResultsModel model;
  private final Settings settings;
  private final TableColumn<CheckpointRow, Object> stars = new TableColumn<>();
  private final Map<String, TableColumn<CheckpointRow, Object>> made = new HashMap<>();
  private boolean updating;
  private boolean exchanging;

  /**
   * @param open opens a checkpoint that is clicked twice
   * @param star stars a checkpoint, or takes its star away
   */
  CheckpointTableView(
      ResultsModel model, Settings settings, Runnable open, Consumer<CheckpointRow> star) {
    super(FXCollections.observableArrayList(model.rows()));
    this.model = model;
    this.settings = settings;
    getStyleClass().addAll("results-table");
    setAccessibleText("Checkpoints");
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    getSelectionModel()
        .getSelectedItems()
        .addListener(
            (ListChangeListener<CheckpointRow>)
                c -> {
                  if (!exchanging) {
                    model.selected().setAll(getSelectionModel().getSelectedItems());
                  }
                });
    model.rows().addListener((ListChangeListener<CheckpointRow>) c -> exchangeRows());
    makeStars(star);
    setRowFactory(
        table -> {
          Row row = new Row();
          row.setOnMouseClicked(
              click -> {
                boolean twice =
                    click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2;
                if (twice && !row.isEmpty()) {
                  open.run();
                }
              });
          return row;
        });
    updating = true; // setting the policy sorts at once, by nothing
    setSortPolicy(
        table -> {
          if (!updating) {
            model.change(q -> q.withSort(sortKeys()));
          }
          return true;
        });
    updating = false;
    getColumns().addListener((ListChangeListener<TableColumn<CheckpointRow, ?>>) c -> moved());
    model.pageProperty().addListener((o, was, is) -> show(is));
    show(model.pageProperty().get());
  }

  /** What is selected stays so where its file is still there. */
  private void exchangeRows() {
    Set<Path> chosen =
        getSelectionModel().getSelectedItems().stream()
            .map(CheckpointRow::file)
            .collect(Collectors.toSet());
    exchanging = true;
    getItems().setAll(model.rows());
    getSelectionModel().clearSelection();
    int[] found =
        IntStream.range(0, getItems().size())
            .filter(row -> chosen.contains(getItems().get(row).file()))
            .toArray();
    if (found.length > 0) {
      getSelectionModel().selectIndices(found[0], Arrays.copyOfRange(found, 1, found.length));
    }
    exchanging = false;
    model.selected().setAll(getSelectionModel().getSelectedItems());
  }

  /** Always there and always first, since one stars by a click on it. */
  private void makeStars(Consumer<CheckpointRow> star) {
    Label head = new Label(null, new FontIcon("mdi2s-star-outline"));
    head.setTooltip(new Tooltip("Starred\nIn a filter: starred = yes"));
    stars.setGraphic(head);
    stars.setUserData(new Column(Column.STARRED, "Starred", Column.Format.FLAG));
    stars.setCellValueFactory(
        row -> new ReadOnlyObjectWrapper<>(row.getValue().get(Column.STARRED)));
    stars.setCellFactory(c -> new StarCell<>(star));
    stars.getStyleClass().add("star-column");
    stars.setReorderable(false);
    stars.setResizable(false);
    stars.setMinWidth(STAR_WIDTH);
    stars.setMaxWidth(STAR_WIDTH);
    made.put(Column.STARRED, stars);
  }

  private List<SortKey> sortKeys() {
    List<SortKey> keys = new ArrayList<>();
    for (TableColumn<CheckpointRow, ?> column : getSortOrder()) {
      keys.add(
          new SortKey(
              ((Column) column.getUserData()).key(),
              column.getSortType() == TableColumn.SortType.ASCENDING));
    }
    return keys;
  }

  private void show(ResultsPage page) {
    updating = true;
    List<TableColumn<CheckpointRow, ?>> wanted = new ArrayList<>(List.of(stars));
    for (Column column : page.table().columns()) {
      if (column.key().equals(Column.STARRED)) {
        continue;
      }
      TableColumn<CheckpointRow, Object> tableColumn =
          made.computeIfAbsent(column.key(), key -> make(column));
      ColumnHead.show(tableColumn, title(column, page), column.help());
      wanted.add(tableColumn);
    }
    if (!getColumns().equals(wanted)) {
      getColumns().setAll(wanted);
    }
    List<TableColumn<CheckpointRow, ?>> order = new ArrayList<>();
    for (SortKey key : page.query().sort()) {
      TableColumn<CheckpointRow, Object> column = made.get(key.column());
      if (column != null && wanted.contains(column)) {
        column.setSortType(
            key.ascending() ? TableColumn.SortType.ASCENDING : TableColumn.SortType.DESCENDING);
        order.add(column);
      }
    }
    if (!getSortOrder().equals(order)) {
      getSortOrder().setAll(order);
    }
    updating = false;
    fitNames(page);
    refresh(); // names and marks depend on the other rows
  }

  /** As wide as the longest name, as far as there is room; a width that was dragged stays. */
  private void fitNames(ResultsPage page) {
    TableColumn<CheckpointRow, Object> names = made.get("file");
    if (names != null && settings.number(WIDTH + "file", 0) == 0) {
      int longest =
          page.table().rows().stream().mapToInt(r -> page.names().of(r).length()).max().orElse(0);
      names.setPrefWidth(Math.max(200, Math.min(MOST_FOR_NAME, longest * CHARACTER + 30)));
    }
  }

  /** What a column is called here: the F1 column says which F1 it is. */
  static String title(Column column, ResultsPage page) {
    return switch (column.key()) {
      case "f1" -> page.mainMetric() == null ? column.title() : "Best " + page.mainMetricTitle();
      case "file" -> "Checkpoint"; // told by what was varied
      default -> column.title();
    };
  }

  private TableColumn<CheckpointRow, Object> make(Column column) {
    TableColumn<CheckpointRow, Object> made = new TableColumn<>(column.title());
    made.setUserData(column);
    made.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().get(column.key())));
    made.setCellFactory(c -> new ValueCell(column, model));
    if (column.isNumeric()) {
      made.getStyleClass().add("numeric");
    }
    made.setPrefWidth(settings.number(WIDTH + column.key(), width(column)));
    made.widthProperty()
        .addListener(
            (o, was, is) -> {
              if (is.doubleValue() != made.getPrefWidth()) { // the person dragged it
                settings.put(WIDTH + column.key(), is.doubleValue());
              }
            });
    made.setMinWidth(48);
    return made;
  }

  static double width(Column column) {
    return switch (column.format()) {
      case SCORE -> column.key().equals("f1") ? 140 : 110;
      case COUNT -> 98;
      case NUMBER, SIZE -> 96;
      case FLAG -> 80;
      case TIME -> 140;
      case TEXT -> column.key().equals("file") ? 260 : 140;
    };
  }

  private void moved() {
    if (!updating) {
      List<String> keys =
          getColumns().stream()
              .filter(c -> c != stars)
              .map(c -> ((Column) c.getUserData()).key())
              .toList();
      model.change(q -> q.withColumns(q.columns().inOrder(keys)));
    }
  }

  /** Marks checkpoints whose numbers are of another kind. */
  private final class Row extends TableRow<CheckpointRow> {
    private final Tooltip why = new Tooltip();

    @Override
    protected void updateItem(CheckpointRow row, boolean empty) {
      super.updateItem(row, empty);
      String mark = empty || row == null ? null : model.pageProperty().get().mark(row);
      pseudoClassStateChanged(MARKED, mark != null);
      pseudoClassStateChanged(ARCHIVED, row != null && !empty && row.archived());
      if (row != null && !empty) {
        why.setText(
            Stream.of(
                    model.pageProperty().get().names().of(row),
                    row.file(),
                    row.get(Column.NOTE),
                    mark)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining("\n")));
      }
      setTooltip(row == null || empty ? null : why);
    }
  }
}
