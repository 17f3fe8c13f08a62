package org.tagwright.ui.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import org.tagwright.data.DatasetIndex;
import org.tagwright.ui.gallery.Outcome;
import org.tagwright.ui.gallery.PictureCard;
import org.tagwright.ui.gallery.Tag;
import org.tagwright.ui.gallery.ThumbnailCache;

/** A sample as a card: its picture, which comes when it is decoded, its name and its labels. */
final class SampleCard extends StackPane {
  private static final double RATIO = 0.75;

  private final PictureCard card = new PictureCard();
  private final ThumbnailCache thumbnails;
  private Runnable withdraw = () -> {};

  SampleCard(ThumbnailCache thumbnails) {
    this.thumbnails = thumbnails;
    getChildren().add(card);
  }

  /** A card of a fixed width, pixels. */
  static SampleCard wide(ThumbnailCache thumbnails, double width) {
    SampleCard made = new SampleCard(thumbnails);
    made.setMinSize(width, height(width));
    made.setPrefSize(width, height(width));
    made.setMaxSize(width, height(width));
    return made;
  }

  /** The height that goes with a width. */
  static double height(double width) {
    return width * RATIO + PictureCard.BELOW_PICTURE;
  }

  /**
   * @param name what stands below the picture
   * @param chosen the class that stands out, or -1
   * @param disputed classes that are marked, since not all samples of the group have them
   */
  void show(DatasetIndex index, int sample, String name, int chosen, List<Integer> disputed) {
    clear();
    List<Tag> tags = new ArrayList<>();
    for (int k : index.classesOf(sample)) {
      Outcome outcome = disputed.contains(k) ? Outcome.MISSED : Outcome.UNJUDGED;
      tags.add(new Tag(k, index.labels().name(k), Float.NaN, Double.NaN, outcome));
    }
    // Those that matter must not be cut off.
    tags.sort(
        Comparator.comparing(t -> t.classIndex() != chosen && !disputed.contains(t.classIndex())));
    card.showTags(tags, chosen);
    card.showName(name);
    Image kept = thumbnails.kept(index.image(sample));
    card.showPicture(kept);
    if (kept == null) {
      withdraw = thumbnails.request(index.image(sample), card::showPicture);
    }
    setAccessibleText(name + ": " + String.join(", ", tags.stream().map(Tag::name).toList()));
  }

  /** No longer waits for the picture. */
  void clear() {
    withdraw.run();
    withdraw = () -> {};
  }
}
