package org.tagwright.ui.common.widget;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** Shows and hides nodes; what is hidden takes no room. */
public final class Shown {
  private Shown() {}

  /** Shows a node while a condition holds, and hands it back. */
  public static <N extends Node> N when(N node, ObservableValue<Boolean> condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(node.visibleProperty());
    return node;
  }

  /** Shows or hides a node now. */
  public static void set(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
