package org.tagwright.ui.data;

import impl.org.controlsfx.skin.GridViewSkin;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.IntConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.GridCell;
import org.controlsfx.control.GridView;
import org.tagwright.data.DatasetIndex;
import org.tagwright.ui.gallery.ThumbnailCache;

/** Pictures of the data set with their true labels, and a selection that keys move. */
final class SampleGrid extends StackPane {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final double CARD_WIDTH = 190;
  private static final double SPACING = 6;
  private static final double SCROLL_BAR = 18;

  private final ThumbnailCache thumbnails;
  private final IntConsumer open;
  private final ObservableList<Integer> samples = FXCollections.observableArrayList();
  private final GridView<Integer> grid = new GridView<>(samples);
  private final Set<Cell> cells = Collections.newSetFromMap(new WeakHashMap<>());
  private DatasetIndex index;
  private int chosen = -1;
  private int selected;

  /**
   * @param open is asked to show the sample at a place in the list
   */
  SampleGrid(ThumbnailCache thumbnails, IntConsumer open) {
    this.thumbnails = thumbnails;
    this.open = open;
    grid.getStyleClass().add("gallery-grid");
    grid.setHorizontalCellSpacing(SPACING);
    grid.setVerticalCellSpacing(SPACING);
    grid.setFocusTraversable(true);
    grid.setAccessibleText("Samples");
    grid.setCellFactory(
        view -> {
          Cell cell = new Cell();
          cells.add(cell);
          return cell;
        });
    grid.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    grid.setOnMousePressed(e -> grid.requestFocus());
    getChildren().add(grid);
    widthProperty().addListener((o, was, is) -> fit());
    fit();
  }

  /**
   * @param classIndex the class that stands out, or -1
   */
  void show(DatasetIndex fresh, List<Integer> shown, int classIndex) {
    index = fresh;
    chosen = classIndex;
    selected = 0;
    samples.setAll(shown);
    scrollTo(0);
  }

  /** The samples listed. */
  List<Integer> shown() {
    return List.copyOf(samples);
  }

  private void fit() {
    double room = getWidth() - SCROLL_BAR;
    int columns = (int) Math.max(1, Math.floor(room / (CARD_WIDTH + 2 * SPACING)));
    double width = room <= 0 ? CARD_WIDTH : Math.floor(room / columns) - 2 * SPACING;
    grid.setCellWidth(width);
    grid.setCellHeight(SampleCard.height(width));
  }

  private int columns() {
    return grid.getSkin() instanceof GridViewSkin<?> skin
        ? Math.max(1, skin.computeMaxCellsInRow())
        : 1;
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
          case HOME -> -samples.size();
          case END -> samples.size();
          default -> 0;
        };
    if (step != 0) {
      select(selected + step);
      scrollTo(selected / columns);
      e.consume();
    } else if (e.getCode() == javafx.scene.input.KeyCode.ENTER && !samples.isEmpty()) {
      open.accept(selected);
      e.consume();
    }
  }

  private void select(int place) {
    selected = Math.max(0, Math.min(samples.size() - 1, place));
    cells.forEach(Cell::mark);
  }

  private void scrollTo(int row) {
    if (grid.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      flow.scrollTo(row);
    }
  }

  private final class Cell extends GridCell<Integer> {
    private final SampleCard card = new SampleCard(thumbnails);

    Cell() {
      getStyleClass().add("gallery-cell");
      card.prefWidthProperty().bind(widthProperty());
      card.prefHeightProperty().bind(heightProperty());
      setOnMouseClicked(
          e -> {
            if (getItem() != null) {
              select(getIndex());
              if (e.getClickCount() == 2) {
                open.accept(getIndex());
              }
            }
          });
    }

    void mark() {
      pseudoClassStateChanged(SELECTED, getItem() != null && getIndex() == selected);
    }

    @Override
    protected void updateItem(Integer item, boolean empty) {
      super.updateItem(item, empty);
      mark();
      if (empty || item == null || index == null || item >= index.size()) {
        card.clear();
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      card.show(index, item, index.image(item).getFileName().toString(), chosen, List.of());
      setAccessibleText(card.getAccessibleText());
      setGraphic(card);
    }
  }
}
