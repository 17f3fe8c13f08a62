package org.tagwright.ui.data.sample;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.collections.ObservableList;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.GridCell;
import org.tagwright.data.DatasetIndex;
import org.tagwright.ui.image.CardGrid;
import org.tagwright.ui.image.Selection;
import org.tagwright.ui.image.ThumbnailCache;

/** Images of the data set with their true labels, and a selection that keys move. */
public final class SampleGrid extends StackPane {
  private static final double CARD_WIDTH = 190;

  private final ThumbnailCache thumbnails;
  private final ObservableList<Integer> samples;
  private final Selection selection;
  private final CardGrid<Cell> cards;
  private DatasetIndex index;
  private int chosen = -1;

  /**
   * @param samples the samples listed
   * @param selection which of them are selected
   * @param open is asked to show the sample at a place in the list
   */
  public SampleGrid(
      ThumbnailCache thumbnails,
      ObservableList<Integer> samples,
      Selection selection,
      IntConsumer open) {
    this.thumbnails = thumbnails;
    this.samples = samples;
    this.selection = selection;
    cards = new CardGrid<>(samples, "Samples", Cell::new, selection, open);
    cards.wishWidth(CARD_WIDTH);
    getChildren().add(cards);
  }

  /**
   * @param classIndex the class that stands out, or -1
   */
  public void show(DatasetIndex fresh, List<Integer> shown, int classIndex) {
    index = fresh;
    chosen = classIndex;
    samples.setAll(shown);
    selection.retainShown();
    if (selection.size() == 0 && !shown.isEmpty()) {
      selection.only(shown.get(0));
    }
    cards.scrollTo(0);
  }

  /** The same samples have other labels now. */
  public void follow(DatasetIndex edited) {
    index = edited;
    cards.cells().forEach(Cell::showLabels);
  }

  /** Brings a sample into sight, which keys have selected elsewhere. */
  public void reveal(int place) {
    cards.scrollTo(place);
  }

  /** Gives the keys to the grid. */
  @Override
  public void requestFocus() {
    cards.grid().requestFocus();
  }

  private final class Cell extends GridCell<Integer> {
    private final SampleCard card = new SampleCard(thumbnails);

    Cell() {
      card.setVisible(false);
      setGraphic(card);
      card.prefWidthProperty().bind(widthProperty());
      card.prefHeightProperty().bind(heightProperty());
    }

    void showLabels() {
      if (card.isVisible() && getItem() != null && getItem() < index.size()) {
        card.showLabels(index, getItem(), chosen, List.of());
      }
    }

    @Override
    protected void updateItem(Integer item, boolean empty) {
      super.updateItem(item, empty);
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
