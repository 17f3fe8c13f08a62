package org.tagwright.ui.common.widget;

import java.util.function.ToDoubleFunction;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.tagwright.common.Units;

/** A score of 0..1 in a table, as a number and a bar. NaN is a dash. */
public final class ScoreBarCell<S> extends TableCell<S, Double> {
  private final Label number = new Label();
  private final MeterBar bar = new MeterBar();
  private final HBox content = new HBox(8, number, bar);

  /** A column of such cells; what is no number comes last, whichever way it is sorted. */
  public static <S> TableColumn<S, Double> column(String title, ToDoubleFunction<S> score) {
    TableColumn<S, Double> column = new TableColumn<>(title);
    column.setPrefWidth(150);
    column.setCellValueFactory(
        cell -> new SimpleObjectProperty<>(score.applyAsDouble(cell.getValue())));
    column.setComparator(
        (a, b) -> {
          if (a.isNaN() || b.isNaN()) {
            int last = Boolean.compare(a.isNaN(), b.isNaN());
            return column.getSortType() == TableColumn.SortType.DESCENDING ? -last : last;
          }
          return a.compareTo(b);
        });
    column.setCellFactory(c -> new ScoreBarCell<>());
    return column;
  }

  public ScoreBarCell() {
    number.setMinWidth(38);
    number.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(bar, Priority.ALWAYS);
    bar.setMaxHeight(6);
    content.setAlignment(Pos.CENTER_LEFT);
    content.prefWidthProperty().bind(widthProperty().subtract(18));
  }

  @Override
  protected void updateItem(Double value, boolean none) {
    super.updateItem(value, none);
    if (none || value == null) {
      setGraphic(null);
      return;
    }
    number.setText(Units.decimal(value, 3));
    bar.setValue(value);
    setGraphic(content);
  }
}
