package org.tagwright.ui.data.sample;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.IntConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.GridCell;
import org.tagwright.data.DatasetIndex;
import org.tagwright.ui.image.CardGrid;
import org.tagwright.ui.image.Selection;
import org.tagwright.ui.image.ThumbnailCache;

/** Images of the data set with their true labels, and a selection that keys move. */
public final class SampleGrid extends StackPane {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final double CARD_WIDTH = 190;

  private final ThumbnailCache thumbnails;
  private final ObservableList<Integer> samples = FXCollections.observableArrayList();
  private final Selection selection = new Selection(samples);
  private final CardGrid cards;
  private final Set<Cell> cells = Collections.newSetFromMap(new WeakHashMap<>());
  private DatasetIndex index;
  private int chosen = -1;

  /**
   * @param open is asked to show the sample at a place in the list
   */
  public SampleGrid(ThumbnailCache thumbnails, IntConsumer open) {
    this.thumbnails = thumbnails;
    cards = new CardGrid(samples, "Samples", this::newCell, selection, open);
    selection.onChange(() -> cells.forEach(Cell::mark));
    cards.wishWidth(CARD_WIDTH);
    getChildren().add(cards);
  }

  private GridCell<Integer> newCell() {
    Cell cell = new Cell();
    cells.add(cell);
    return cell;
  }

  /**
   * @param classIndex the class that stands out, or -1
   */
  public void show(DatasetIndex fresh, List<Integer> shown, int classIndex) {
    index = fresh;
    chosen = classIndex;
    samples.setAll(shown);
    selection.retainShown();
    cards.scrollTo(0);
  }

  /** The samples listed. */
  public List<Integer> shown() {
    return List.copyOf(samples);
  }

  /** Which samples are selected. */
  public Selection selection() {
    return selection;
  }

  private final class Cell extends GridCell<Integer> {
    private final SampleCard card = new SampleCard(thumbnails);

    Cell() {
      getStyleClass().add("gallery-cell");
      card.setVisible(false);
      setGraphic(card);
      card.prefWidthProperty().bind(widthProperty());
      card.prefHeightProperty().bind(heightProperty());
    }

    void mark() {
      pseudoClassStateChanged(SELECTED, getItem() != null && selection.contains(getItem()));
    }

    @Override
    protected void updateItem(Integer item, boolean empty) {
      super.updateItem(item, empty);
      mark();
      boolean filled = !empty && item != null && index != null && item < index.size();
      card.setVisible(filled); // it stays in the scene: to style it again costs most of scrolling
      if (filled) {
        card.show(index, item, index.name(item), chosen, List.of());
        setAccessibleText(card.getAccessibleText());
      } else {
        card.clear();
        setAccessibleText(null);
      }
    }
  }
}
