package org.tagwright.ui.gallery;

import impl.org.controlsfx.skin.GridViewSkin;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.GridCell;
import org.controlsfx.control.GridView;

/** The wall of thumbnails, with a selection that keys move. */
final class GalleryGrid extends StackPane {
  private static final double RATIO = 0.75;
  private static final double SPACING = 6;
  private static final double SCROLL_BAR = 18; // what GridView leaves for it, and a little

  private final GalleryModel model;
  private final GridView<Integer> grid;
  private final Set<GalleryCell> cells = Collections.newSetFromMap(new WeakHashMap<>());

  GalleryGrid(GalleryModel model, ThumbnailCache thumbnails) {
    this.model = model;
    grid = new GridView<>(model.shown());
    grid.getStyleClass().add("gallery-grid");
    grid.setHorizontalCellSpacing(SPACING);
    grid.setVerticalCellSpacing(SPACING);
    grid.setFocusTraversable(true);
    grid.setAccessibleText("Images");
    grid.setCellFactory(view -> newCell(thumbnails));
    model.thumbnailWidthProperty().addListener((o, was, is) -> fit());
    widthProperty().addListener((o, was, is) -> fit());
    grid.skinProperty().addListener((o, was, is) -> fixRows());
    fit();
    getChildren().add(grid);
    grid.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    grid.setOnMousePressed(e -> grid.requestFocus());
    model.thresholdsProperty().addListener((o, was, is) -> refresh());
    model.filterProperty().addListener((o, was, is) -> refresh());
    model.selectedProperty().addListener((o, was, is) -> select(is));
    model.comparison().baselineProperty().addListener((o, was, is) -> refresh());
  }

  private GridCell<Integer> newCell(ThumbnailCache thumbnails) {
    GalleryCell cell = new GalleryCell(model, thumbnails);
    cells.add(cell);
    return cell;
  }

  /** Cells as wide as wished or a little wider, so that a row fills the width. */
  private void fit() {
    double wished = model.thumbnailWidthProperty().get();
    double room = getWidth() - SCROLL_BAR;
    int columns = (int) Math.max(1, Math.floor(room / (wished + 2 * SPACING)));
    double width = room <= 0 ? wished : Math.max(80, Math.floor(room / columns) - 2 * SPACING);
    grid.setCellWidth(width);
    grid.setCellHeight(width * RATIO + PictureCard.BELOW_PICTURE);
    fixRows();
  }

  /** All rows are of one height: else the flow fills a row aside to measure it, time and again. */
  private void fixRows() {
    if (grid.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      flow.setFixedCellSize(grid.getCellHeight() + 2 * SPACING);
    }
  }

  /** Draws labels and marks of the visible images again. */
  void refresh() {
    cells.forEach(GalleryCell::refresh);
  }

  /** The grid itself, for focus and tests. */
  GridView<Integer> grid() {
    return grid;
  }

  private void select(Integer image) {
    refresh();
    if (image != null) {
      int place = model.selectedPlace() - 1;
      if (place >= 0) {
        scrollTo(place / columns());
      }
    }
  }

  private int columns() {
    return grid.getSkin() instanceof GridViewSkin<?> skin
        ? Math.max(1, skin.computeMaxCellsInRow())
        : 1;
  }

  private void scrollTo(int row) {
    if (grid.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      flow.scrollTo(row);
    }
  }

  private void key(KeyEvent e) {
    int columns = columns();
    int step =
        switch (e.getCode()) {
          case LEFT -> -1;
          case RIGHT -> 1;
          case UP -> -columns;
          case DOWN -> columns;
          case PAGE_UP -> -columns * 3;
          case PAGE_DOWN -> columns * 3;
          case HOME -> -model.shown().size();
          case END -> model.shown().size();
          default -> 0;
        };
    if (step != 0) {
      model.step(step);
      e.consume();
    } else if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
      if (model.selectedProperty().get() != null) {
        model.open(model.selectedProperty().get());
      }
      e.consume();
    }
  }
}
