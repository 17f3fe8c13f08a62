package org.tagwright.ui.common.widget;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;

/** Nodes beside each other, each centred in height. */
public final class Row extends HBox {
  /**
   * @param gap pixels between two nodes
   */
  public Row(double gap, Node... nodes) {
    super(gap, nodes);
    setAlignment(Pos.CENTER_LEFT);
  }

  /** The same at the right-hand end, as the buttons of a sheet are. */
  public static Row atEnd(double gap, Node... nodes) {
    Row row = new Row(gap, nodes);
    row.setAlignment(Pos.CENTER_RIGHT);
    return row;
  }
}
