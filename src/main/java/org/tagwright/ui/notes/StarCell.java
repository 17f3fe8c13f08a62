package org.tagwright.ui.notes;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.input.MouseButton;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A star that a click sets or takes away.
 *
 * @param <T> what a row stands for
 */
public final class StarCell<T> extends TableCell<T, Object> {
  private static final PseudoClass STARRED = PseudoClass.getPseudoClass("starred");

  private final FontIcon icon = new FontIcon();

  /**
   * @param star gets the row that was clicked
   */
  public StarCell(Consumer<T> star) {
    getStyleClass().add("star-cell");
    setOnMouseClicked(
        click -> {
          click.consume(); // two clicks here do not open the checkpoint
          if (click.getButton() == MouseButton.PRIMARY && !isEmpty()) {
            star.accept(getTableRow().getItem());
          }
        });
  }

  @Override
  protected void updateItem(Object starred, boolean empty) {
    super.updateItem(starred, empty);
    boolean on = !empty && starred != null;
    icon.setIconLiteral(on ? "mdi2s-star" : "mdi2s-star-outline");
    pseudoClassStateChanged(STARRED, on);
    setAccessibleText(on ? "Starred" : "Not starred");
    setGraphic(empty ? null : icon);
  }
}
