package org.tagwright.ui.experiment.backbone;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.ui.common.widget.ColumnHead;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Texts;

/** The backbones that fit what was typed. Several selected ones are a sweep. */
final class BackboneTable extends TableView<BackboneOffer> {
  private static final PseudoClass NEW_FAMILY = PseudoClass.getPseudoClass("new-family");

  private final BackboneModel model;
  private boolean selecting;

  /**
   * @param use takes what is chosen, by a double click
   */
  BackboneTable(BackboneModel model, Runnable use) {
    this.model = model;
    getStyleClass().add("backbone-table");
    setAccessibleText("Backbones");
    SortedList<BackboneOffer> sorted = new SortedList<>(model.shown());
    sorted.comparatorProperty().bind(comparatorProperty());
    setItems(sorted);
    setPlaceholder(Texts.of("No backbone has that in its name or family.", "muted"));
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    getColumns()
        .setAll(
            List.of(
                name(),
                number(
                    "Weights",
                    "Millions of weights",
                    68,
                    n -> Units.text("%.1f M", n),
                    o -> o.facts().parameters() / 1e6),
                number(
                    "Top-1",
                    "Accuracy on ImageNet, as published",
                    62,
                    n -> Units.text("%.1f%%", n),
                    BackboneOffer::top1),
                number(
                    "Input",
                    "Side of the images that was measured on, pixels",
                    54,
                    n -> Units.text("%.0f", n),
                    o -> o.weights().preprocessing().cropSize()),
                number(
                    "Memory",
                    "About what training takes on a CPU, with the batch and image size of the form",
                    72,
                    n -> Units.text("%.1f GB", n),
                    Cost.MEMORY::of),
                number(
                    "Images/s",
                    "In training on this machine, by the newest run like this",
                    68,
                    n -> Units.text(n < 10 ? "%.1f" : "%.0f", n),
                    o -> o.imagesPerSecond().orElse(Double.NaN)),
                atHand()));
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<BackboneOffer>) change -> selected());
    model.chosen().addListener((ListChangeListener<BackboneOffer>) change -> show());
    model.shown().addListener((ListChangeListener<BackboneOffer>) change -> show());
    setRowFactory(table -> row(use));
    show();
  }

  /** A line stands above the first of each family. */
  private TableRow<BackboneOffer> row(Runnable use) {
    TableRow<BackboneOffer> row =
        new TableRow<>() {
          @Override
          protected void updateItem(BackboneOffer offer, boolean empty) {
            super.updateItem(offer, empty);
            int above = getIndex() - 1;
            boolean first =
                !empty
                    && above >= 0
                    && above < getItems().size()
                    && getSortOrder().isEmpty()
                    && !getItems().get(above).family().equals(offer.family());
            pseudoClassStateChanged(NEW_FAMILY, first);
          }
        };
    row.setOnMouseClicked(
        click -> {
          if (click.getButton() == MouseButton.PRIMARY
              && click.getClickCount() == 2
              && !row.isEmpty()) {
            use.run();
          }
        });
    return row;
  }

  private void selected() {
    if (!selecting) {
      selecting = true;
      model.choose(List.copyOf(getSelectionModel().getSelectedItems()));
      selecting = false;
    }
  }

  /** Selects what is chosen, and brings it into sight. */
  private void show() {
    if (selecting) {
      return;
    }
    selecting = true;
    getSelectionModel().clearSelection();
    model.chosen().forEach(getSelectionModel()::select);
    selecting = false;
    if (!getSelectionModel().isEmpty()) {
      scrollTo(Math.max(0, getSelectionModel().getSelectedIndex() - 3));
    }
  }

  private TableColumn<BackboneOffer, BackboneOffer> name() {
    TableColumn<BackboneOffer, BackboneOffer> column =
        column("Backbone", "torchvision's name, and the family", 200, offer -> offer);
    column.setComparator((a, b) -> a.name().compareTo(b.name()));
    column.setCellFactory(
        made ->
            new TableCell<>() {
              @Override
              protected void updateItem(BackboneOffer offer, boolean empty) {
                super.updateItem(offer, empty);
                setGraphic(
                    empty || offer == null
                        ? null
                        : new Row(
                            8,
                            Texts.whole(offer.name(), "strong"),
                            Texts.of(offer.family(), "muted", "small")));
              }
            });
    return column;
  }

  private static TableColumn<BackboneOffer, Double> number(
      String title,
      String help,
      double width,
      DoubleFunction<String> text,
      ToDoubleFunction<BackboneOffer> value) {
    TableColumn<BackboneOffer, Double> column = column(title, help, width, value::applyAsDouble);
    column.getStyleClass().add("numeric");
    column.setCellFactory(
        made ->
            new TableCell<>() {
              @Override
              protected void updateItem(Double number, boolean empty) {
                super.updateItem(number, empty);
                setText(
                    empty || number == null
                        ? null
                        : number.isNaN() ? Units.NONE : text.apply(number));
              }
            });
    return column;
  }

  private static TableColumn<BackboneOffer, Boolean> atHand() {
    TableColumn<BackboneOffer, Boolean> column =
        column("Here", "Whether its weights are on this machine", 52, BackboneOffer::atHand);
    column.setCellFactory(
        made ->
            new TableCell<>() {
              @Override
              protected void updateItem(Boolean here, boolean empty) {
                super.updateItem(here, empty);
                boolean shown = !empty && Boolean.TRUE.equals(here);
                setGraphic(shown ? new FontIcon("mdi2c-check-circle-outline") : null);
                setAccessibleText(shown ? "weights here" : "");
              }
            });
    return column;
  }

  private static <T> TableColumn<BackboneOffer, T> column(
      String title, String help, double width, Function<BackboneOffer, T> value) {
    TableColumn<BackboneOffer, T> column = new TableColumn<>();
    ColumnHead.show(column, title, help);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 150));
    column.setReorderable(false);
    return column;
  }
}
