package org.tagwright.ui.common.widget;

import javafx.scene.control.Label;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.Tooltip;

/** The head of a column: its title, and on hovering what stands in the column. */
public final class ColumnHead {
  private ColumnHead() {}

  public static void show(TableColumnBase<?, ?> column, String title, String help) {
    if (column.getGraphic() instanceof Label label && label.getText().equals(title)) {
      return;
    }
    Label label = new Label(title);
    label.setTooltip(new Tooltip(help));
    column.setText(null); // beside a graphic it would be a second title
    column.setGraphic(label);
  }
}
