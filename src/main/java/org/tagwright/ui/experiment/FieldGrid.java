package org.tagwright.ui.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import org.tagwright.config.Setting;
import org.tagwright.config.Setting.Kind;
import org.tagwright.ui.common.Sheets;

/** Fields in two columns, or where the window is narrow below one another. */
final class FieldGrid extends GridPane {
  private static final double NARROW_PIXELS = 400;

  /** Each with whether it takes the whole width. */
  private final Map<Node, Boolean> cells = new LinkedHashMap<>();

  private int columns;

  FieldGrid(List<FieldModel> fields, ExperimentModel model, Sheets sheets) {
    getStyleClass().add("field-grid");
    for (FieldModel field : fields) {
      Node cell =
          field.setting().kind() == Kind.BACKBONE
              ? new BackbonePicker(field, model, sheets)
              : new FieldCell(field);
      cells.put(cell, wide(field.setting()));
    }
    getChildren().addAll(cells.keySet());
    widthProperty()
        .addListener((all, old, now) -> arrange(now.doubleValue() < NARROW_PIXELS ? 1 : 2));
    arrange(2);
  }

  private void arrange(int count) {
    if (count == columns) {
      return;
    }
    columns = count;
    getColumnConstraints().clear();
    for (int i = 0; i < columns; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / columns);
      getColumnConstraints().add(column);
    }
    int place = 0;
    for (Map.Entry<Node, Boolean> cell : cells.entrySet()) {
      boolean wide = cell.getValue();
      if (wide && place % columns != 0) {
        place++;
      }
      setConstraints(cell.getKey(), place % columns, place / columns, wide ? columns : 1, 1);
      place += wide ? columns : 1;
    }
  }

  /** Long paths that most people look at, and the backbone. */
  private static boolean wide(Setting<?> setting) {
    return setting.kind() == Kind.BACKBONE || (setting.kind() == Kind.FOLDER && setting.isCommon());
  }
}
