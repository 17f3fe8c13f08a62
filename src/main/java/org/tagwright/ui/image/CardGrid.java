package org.tagwright.ui.image;

import impl.org.controlsfx.skin.GridViewSkin;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.collections.ObservableList;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.GridCell;
import org.controlsfx.control.GridView;

/** A wall of picture cards as wide as the room allows, of which only those in sight exist. */
public final class CardGrid extends StackPane {
  private static final double RATIO = 0.75;
  private static final double SPACING = 6;
  private static final double SCROLL_BAR = 18; // what GridView leaves for it, and a little
  private static final double NARROWEST = 80;
  private static final int ROWS_OF_A_PAGE = 3;

  private final GridView<Integer> grid;
  private final IntConsumer step;
  private final Runnable open;
  private double wishedWidth = NARROWEST;

  /**
   * @param items what the cards show, in order
   * @param name what it is, for those who listen
   * @param cells makes a cell that holds a card
   * @param step is asked to move the selection by so many items, which may be too many
   * @param open is asked to open the selected item
   */
  public CardGrid(
      ObservableList<Integer> items,
      String name,
      Supplier<GridCell<Integer>> cells,
      IntConsumer step,
      Runnable open) {
    this.step = step;
    this.open = open;
    grid = new GridView<>(items);
    grid.getStyleClass().add("gallery-grid");
    grid.setHorizontalCellSpacing(SPACING);
    grid.setVerticalCellSpacing(SPACING);
    grid.setFocusTraversable(true);
    grid.setAccessibleText(name);
    grid.setCellFactory(view -> cells.get());
    grid.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    grid.setOnMousePressed(e -> grid.requestFocus());
    grid.skinProperty().addListener((o, was, is) -> fixRows());
    widthProperty().addListener((o, was, is) -> fit());
    getChildren().add(grid);
  }

  /** The height of a card of a width, pixels. */
  public static double cardHeight(double width) {
    return Math.rint(width * RATIO) + PictureCard.BELOW_PICTURE;
  }

  /** Cards get as wide as wished or a little wider, so that a row fills the width. */
  public void wishWidth(double pixels) {
    wishedWidth = Math.max(NARROWEST, pixels);
    fit();
  }

  private void fit() {
    double room = getWidth() - SCROLL_BAR;
    int columns = (int) Math.max(1, Math.floor(room / (wishedWidth + 2 * SPACING)));
    double width =
        room <= 0 ? wishedWidth : Math.max(NARROWEST, Math.floor(room / columns) - 2 * SPACING);
    grid.setCellWidth(width);
    grid.setCellHeight(cardHeight(width));
    fixRows();
  }

  /** All rows are of one height: else the flow fills a row aside to measure it, time and again. */
  private void fixRows() {
    if (grid.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      flow.setFixedCellSize(grid.getCellHeight() + 2 * SPACING);
    }
  }

  /** The grid itself, for focus and tests. */
  public GridView<Integer> grid() {
    return grid;
  }

  /** Brings an item into sight. */
  public void scrollTo(int place) {
    if (grid.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      flow.scrollTo(place / columns());
    }
  }

  private int columns() {
    return grid.getSkin() instanceof GridViewSkin<?> skin
        ? Math.max(1, skin.computeMaxCellsInRow())
        : 1;
  }

  private void key(KeyEvent e) {
    int columns = columns();
    int by =
        switch (e.getCode()) {
          case LEFT -> -1;
          case RIGHT -> 1;
          case UP -> -columns;
          case DOWN -> columns;
          case PAGE_UP -> -columns * ROWS_OF_A_PAGE;
          case PAGE_DOWN -> columns * ROWS_OF_A_PAGE;
          case HOME -> -grid.getItems().size();
          case END -> grid.getItems().size();
          default -> 0;
        };
    if (by != 0) {
      step.accept(by);
      e.consume();
    } else if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
      open.run();
      e.consume();
    }
  }
}
