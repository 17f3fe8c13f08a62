package org.tagwright.ui.image;

import impl.org.controlsfx.skin.GridViewSkin;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.GridCell;
import org.controlsfx.control.GridView;

/** A wall of picture cards as wide as the room allows, of which only those in sight exist. */
public final class CardGrid<C extends GridCell<Integer>> extends StackPane {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final double RATIO = 0.75;
  private static final double SPACING = 6;
  private static final double SCROLL_BAR = 18; // what GridView leaves for it, and a little
  private static final double NARROWEST = 80;
  private static final int ROWS_OF_A_PAGE = 3;

  private final GridView<Integer> grid;
  private final Selection selection;
  private final IntConsumer open;
  private final Set<C> cells = Collections.newSetFromMap(new WeakHashMap<>());
  private double wishedWidth = NARROWEST;

  /**
   * @param items what the cards show, in order
   * @param name what it is, for those who listen
   * @param newCell makes a cell that holds a card
   * @param selection moved by clicks, keys and a rubber band
   * @param open is asked to open the item at a place
   */
  public CardGrid(
      ObservableList<Integer> items,
      String name,
      Supplier<C> newCell,
      Selection selection,
      IntConsumer open) {
    this.selection = selection;
    this.open = open;
    grid = new GridView<>(items);
    grid.getStyleClass().add("gallery-grid");
    grid.setHorizontalCellSpacing(SPACING);
    grid.setVerticalCellSpacing(SPACING);
    grid.setFocusTraversable(true);
    grid.setAccessibleText(name);
    grid.setCellFactory(view -> add(newCell.get()));
    selection.onChange(() -> cells.forEach(this::mark));
    grid.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    grid.setOnMousePressed(e -> grid.requestFocus());
    grid.setOnMouseClicked(this::click);
    grid.skinProperty().addListener((o, was, is) -> fixRows());
    widthProperty().addListener((o, was, is) -> fit());
    getChildren().addAll(grid, new RubberBand(grid, selection, SPACING));
  }

  private C add(C cell) {
    cell.getStyleClass().add("gallery-cell");
    cell.itemProperty().addListener(o -> mark(cell));
    cells.add(cell);
    return cell;
  }

  private void mark(C cell) {
    Integer item = cell.getItem();
    cell.pseudoClassStateChanged(SELECTED, item != null && selection.contains(item));
  }

  /** The cells that exist: those in sight, and some that are filled again. */
  public Set<C> cells() {
    return cells;
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
      flow.scrollTo(place / columns(grid));
    }
  }

  static int columns(GridView<Integer> grid) {
    return grid.getSkin() instanceof GridViewSkin<?> skin
        ? Math.max(1, skin.computeMaxCellsInRow())
        : 1;
  }

  private void click(MouseEvent e) {
    if (e.getButton() != MouseButton.PRIMARY || !e.isStillSincePress()) {
      return;
    }
    int place = placeAt(e.getPickResult().getIntersectedNode());
    if (place < 0) {
      selection.none();
    } else if (e.getClickCount() == 2) {
      open.accept(place);
    } else {
      selection.click(place, e.isShortcutDown(), e.isShiftDown());
    }
  }

  /** The place of the card that a node belongs to, or -1. */
  private int placeAt(Node node) {
    for (Node at = node; at != null && at != grid; at = at.getParent()) {
      if (at instanceof GridCell<?> cell) {
        return cell.getItem() == null ? -1 : cell.getIndex();
      }
    }
    return -1;
  }

  private void key(KeyEvent e) {
    int columns = columns(grid);
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
    boolean opens = e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE;
    if (by != 0 && !e.isShortcutDown()) {
      selection.step(by, e.isShiftDown());
      scrollTo(selection.leadPlace());
      e.consume();
    } else if (opens && !grid.getItems().isEmpty()) {
      open.accept(Math.max(0, selection.leadPlace()));
      e.consume();
    } else if (e.getCode() == KeyCode.A && e.isShortcutDown()) {
      selection.all();
      e.consume();
    }
  }
}
