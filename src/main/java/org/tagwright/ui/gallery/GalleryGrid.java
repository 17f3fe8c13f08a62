package org.tagwright.ui.gallery;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.GridCell;
import org.controlsfx.control.GridView;
import org.tagwright.ui.image.CardGrid;
import org.tagwright.ui.image.ThumbnailCache;

/** The wall of thumbnails with their labels, drawn anew where thresholds move. */
final class GalleryGrid extends StackPane {
  private final GalleryModel model;
  private final CardGrid cards;
  private final Set<GalleryCell> cells = Collections.newSetFromMap(new WeakHashMap<>());

  GalleryGrid(GalleryModel model, ThumbnailCache thumbnails) {
    this.model = model;
    cards =
        new CardGrid(
            model.shown(),
            "Images",
            () -> newCell(thumbnails),
            model.selection(),
            place -> model.open(model.shown().get(place)));
    getChildren().add(cards);
    cards.wishWidth(model.thumbnailWidthProperty().get());
    model.thumbnailWidthProperty().addListener((o, was, is) -> cards.wishWidth(is.doubleValue()));
    model.thresholdsProperty().addListener((o, was, is) -> refresh());
    model.filterProperty().addListener((o, was, is) -> refresh());
    model.selection().onChange(this::refresh);
    model.selectedProperty().addListener((o, was, is) -> reveal(is));
    model.comparison().baselineProperty().addListener((o, was, is) -> refresh());
  }

  private GridCell<Integer> newCell(ThumbnailCache thumbnails) {
    GalleryCell cell = new GalleryCell(model, thumbnails);
    cells.add(cell);
    return cell;
  }

  /** Draws labels and marks of the visible images again. */
  void refresh() {
    cells.forEach(GalleryCell::refresh);
  }

  /** The grid itself, for focus and tests. */
  GridView<Integer> grid() {
    return cards.grid();
  }

  private void reveal(Integer image) {
    if (image != null && model.selectedPlace() > 0) {
      cards.scrollTo(model.selectedPlace() - 1);
    }
  }
}
