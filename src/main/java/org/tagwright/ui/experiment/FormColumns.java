package org.tagwright.ui.experiment;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The cards of the form below one another, or in two columns where the window is wide. */
final class FormColumns extends HBox {
  private static final double WIDE_PIXELS = 1060;

  /** How many cards stand in the first of two columns: about half of the fields. */
  private static final int IN_FIRST = 3;

  private final List<Node> cards;
  private final VBox first = column();
  private final VBox second = column();

  /**
   * @param cards in the order of the form, which is also the order of the Tab key
   */
  FormColumns(List<? extends Node> cards) {
    this.cards = List.copyOf(cards);
    getStyleClass().add("form-columns");
    widthProperty().addListener((all, old, width) -> arrange(width.doubleValue() >= WIDE_PIXELS));
    arrange(false);
  }

  private static VBox column() {
    VBox column = new VBox();
    column.getStyleClass().add("groups");
    column.setMinWidth(0); // Both the same, whatever stands in them.
    column.setPrefWidth(0);
    HBox.setHgrow(column, Priority.ALWAYS);
    return column;
  }

  private void arrange(boolean wide) {
    int inFirst = wide ? IN_FIRST : cards.size();
    if (!getChildren().isEmpty() && first.getChildren().size() == inFirst) {
      return;
    }
    first.getChildren().clear();
    second.getChildren().clear();
    first.getChildren().setAll(cards.subList(0, inFirst));
    second.getChildren().setAll(cards.subList(inFirst, cards.size()));
    getChildren().setAll(wide ? List.of(first, second) : List.of(first));
  }
}
