package org.tagwright.ui.results;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.Column;
import org.tagwright.ui.common.widget.MeterBar;
import org.tagwright.ui.common.widget.Row;

/** A cell as its column shows it; scores have a bar that tells high from low at a glance. */
final class ValueCell extends TableCell<CheckpointRow, Object> {
  private static final double SCORE_WIDTH = 46;

  private final Column column;
  private final ResultsModel model;
  private FontIcon mark;
  private MeterBar bar;
  private HBox box;
  private Label number;

  ValueCell(Column column, ResultsModel model) {
    this.column = column;
    this.model = model;
    if (column.isNumeric()) {
      getStyleClass().add("numeric");
    }
    if (column.format() == Column.Format.SCORE) {
      bar = new MeterBar();
      bar.setMinHeight(4);
      bar.setMaxHeight(4);
      number = new Label();
      number.setMinWidth(SCORE_WIDTH); // digits differ in width, the bars beside them must not
      number.setAlignment(Pos.CENTER_RIGHT);
      box = Row.atEnd(8, bar, number);
      HBox.setHgrow(bar, Priority.ALWAYS);
    }
    if (column.key().equals("file")) {
      getStyleClass().add("file-cell");
      mark = new FontIcon("mdi2n-not-equal-variant");
      mark.getStyleClass().add("mark-icon");
    }
  }

  @Override
  protected void updateItem(Object value, boolean empty) {
    super.updateItem(value, empty);
    if (empty) {
      setText(null);
      setGraphic(null);
      return;
    }
    ResultsPage page = model.pageProperty().get();
    CheckpointRow row = getTableRow() == null ? null : getTableRow().getItem();
    if (mark != null && row != null) {
      setGraphic(page.mark(row) != null ? mark : null);
      setText(page.names().of(row));
    } else if (bar != null && value instanceof Double score) {
      number.setText(column.show(value));
      bar.setValue(score); // 0 to 1, whatever the others have: a bar is as long as its score
      setText(null);
      setGraphic(box);
    } else {
      setGraphic(null);
      setText(column.show(value));
    }
  }
}
