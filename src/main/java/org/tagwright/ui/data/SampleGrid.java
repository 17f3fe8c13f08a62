package org.tagwright.ui.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.GridCell;
import org.controlsfx.control.GridView;
import org.tagwright.data.DatasetIndex;
import org.tagwright.ui.gallery.Outcome;
import org.tagwright.ui.gallery.PictureCard;
import org.tagwright.ui.gallery.Tag;
import org.tagwright.ui.gallery.ThumbnailCache;

/** Pictures of the data set with their true labels. */
final class SampleGrid extends StackPane {
  private static final double CARD_WIDTH = 190;
  private static final double RATIO = 0.75;
  private static final double SPACING = 6;
  private static final double SCROLL_BAR = 18;

  private final ThumbnailCache thumbnails;
  private final ObservableList<Integer> samples = FXCollections.observableArrayList();
  private final GridView<Integer> grid = new GridView<>(samples);
  private DatasetIndex index;
  private int chosen = -1;

  SampleGrid(ThumbnailCache thumbnails) {
    this.thumbnails = thumbnails;
    grid.getStyleClass().add("gallery-grid");
    grid.setHorizontalCellSpacing(SPACING);
    grid.setVerticalCellSpacing(SPACING);
    grid.setAccessibleText("Samples");
    grid.setCellFactory(view -> new Cell());
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
    samples.setAll(shown);
  }

  private void fit() {
    double room = getWidth() - SCROLL_BAR;
    int columns = (int) Math.max(1, Math.floor(room / (CARD_WIDTH + 2 * SPACING)));
    double width = room <= 0 ? CARD_WIDTH : Math.floor(room / columns) - 2 * SPACING;
    grid.setCellWidth(width);
    grid.setCellHeight(width * RATIO + PictureCard.BELOW_PICTURE);
  }

  private final class Cell extends GridCell<Integer> {
    private final PictureCard card = new PictureCard();
    private Runnable withdraw = () -> {};

    Cell() {
      getStyleClass().add("gallery-cell");
      card.prefWidthProperty().bind(widthProperty());
      card.prefHeightProperty().bind(heightProperty());
    }

    @Override
    protected void updateItem(Integer item, boolean empty) {
      super.updateItem(item, empty);
      withdraw.run();
      withdraw = () -> {};
      if (empty || item == null || index == null || item >= index.size()) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      List<Tag> tags = tags(item);
      card.showTags(tags, chosen);
      card.showName(index.image(item).getFileName().toString());
      Image kept = thumbnails.kept(index.image(item));
      card.showPicture(kept);
      if (kept == null) {
        withdraw = thumbnails.request(index.image(item), card::showPicture);
      }
      setAccessibleText(
          index.stem(item) + ": " + String.join(", ", tags.stream().map(Tag::name).toList()));
      setGraphic(card);
    }

    private List<Tag> tags(int sample) {
      List<Tag> tags = new ArrayList<>();
      for (int k : index.classesOf(sample)) {
        tags.add(new Tag(k, index.labels().name(k), Float.NaN, Double.NaN, Outcome.UNJUDGED));
      }
      tags.sort(Comparator.comparing(t -> t.classIndex() != chosen));
      return tags;
    }
  }
}
