package org.tagwright.ui.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.GridCell;
import org.controlsfx.control.GridView;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.Tag;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.image.CardGrid;
import org.tagwright.ui.image.PictureCard;
import org.tagwright.ui.image.ThumbnailCache;

/** The wall of thumbnails with their labels, drawn anew where thresholds move. */
final class GalleryGrid extends StackPane {
  private final GalleryModel model;
  private final CardGrid<Cell> cards;

  GalleryGrid(GalleryModel model, ThumbnailCache thumbnails) {
    this.model = model;
    cards =
        new CardGrid<>(
            model.shown(),
            "Images",
            () -> new Cell(thumbnails),
            model.selection(),
            place -> model.open(model.shown().get(place)));
    getChildren().add(cards);
    cards.wishWidth(model.thumbnailWidthProperty().get());
    model.thumbnailWidthProperty().addListener((o, was, is) -> cards.wishWidth(is.doubleValue()));
    model.thresholdsProperty().addListener((o, was, is) -> refresh());
    model.filterProperty().addListener((o, was, is) -> refresh());
    model.selectedProperty().addListener((o, was, is) -> reveal(is));
    model.imagesProperty().addListener((o, was, is) -> refresh());
    model.largeProperty().addListener((o, was, is) -> refresh());
    model.comparison().baselineProperty().addListener((o, was, is) -> refresh());
  }

  /** Draws labels and marks of the visible images again, unless a large one stands before them. */
  void refresh() {
    if (!model.largeProperty().get()) {
      cards.cells().forEach(Cell::refresh);
    }
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

  private static String spoken(String name, List<Tag> tags) {
    StringBuilder text = new StringBuilder(name);
    for (Tag tag : tags) {
      text.append(", ").append(tag.name()).append(' ').append(tag.outcome().word());
    }
    return text.toString();
  }

  /** A thumbnail with its labels. Draws itself anew when thresholds move, without a new item. */
  private final class Cell extends GridCell<Integer> {
    private final PictureCard card;

    Cell(ThumbnailCache thumbnails) {
      this.card = new PictureCard(thumbnails);
      card.setVisible(false);
      setGraphic(card);
      card.prefWidthProperty().bind(widthProperty());
      card.prefHeightProperty().bind(heightProperty());
    }

    /** Shows the same image with other thresholds or labels. */
    void refresh() {
      if (getItem() != null && getItem() < model.imagesProperty().get().size()) {
        showTags(getItem());
      }
    }

    @Override
    protected void updateItem(Integer item, boolean empty) {
      super.updateItem(item, empty);
      ScoredImages images = model.imagesProperty().get();
      if (empty || item == null || item >= images.size()) {
        // The card stays: the grid empties a cell each time before it fills it, and a card that
        // comes back into the scene is styled all over again, most of what scrolling costs.
        card.setVisible(false);
        card.clear();
        setAccessibleText(null);
        return;
      }
      card.setVisible(true);
      showTags(item);
      card.show(images.file(item), images.name(item));
    }

    private void showTags(int image) {
      ScoredImages images = model.imagesProperty().get();
      Thresholds thresholds = model.thresholdsProperty().get();
      if (thresholds.classes() != images.classes().size()) {
        return;
      }
      int chosen = model.filterProperty().get().classIndex();
      List<Tag> tags = new ArrayList<>(model.tags(image));
      tags.sort(Comparator.comparing(t -> t.classIndex() != chosen)); // it must not be cut off
      card.showTags(tags, chosen);
      if (images.known(image)) {
        card.showErrors(tags.stream().filter(t -> t.outcome().error()).count());
      } else {
        card.hideErrors();
      }
      setAccessibleText(spoken(images.name(image), tags));
    }
  }
}
