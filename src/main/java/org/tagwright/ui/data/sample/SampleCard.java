package org.tagwright.ui.data.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.layout.StackPane;
import org.tagwright.data.DatasetIndex;
import org.tagwright.review.Outcome;
import org.tagwright.review.Tag;
import org.tagwright.ui.image.CardGrid;
import org.tagwright.ui.image.PictureCard;
import org.tagwright.ui.image.ThumbnailCache;

/** A sample as a card: its image, which comes when it is decoded, its name and its labels. */
public final class SampleCard extends StackPane {
  private final PictureCard card;

  public SampleCard(ThumbnailCache thumbnails) {
    card = new PictureCard(thumbnails);
    getChildren().add(card);
  }

  /** A card of a fixed width, pixels. */
  public static SampleCard wide(ThumbnailCache thumbnails, double width) {
    SampleCard made = new SampleCard(thumbnails);
    double height = CardGrid.cardHeight(width);
    made.setMinSize(width, height);
    made.setPrefSize(width, height);
    made.setMaxSize(width, height);
    return made;
  }

  /**
   * @param name what stands below the image
   * @param chosen the class that stands out, or -1
   * @param disputed classes that are marked, since not all samples of the group have them
   */
  public void show(
      DatasetIndex index, int sample, String name, int chosen, List<Integer> disputed) {
    card.show(index.image(sample), name);
    showLabels(index, sample, chosen, disputed);
  }

  /** The same sample with its labels as they are now. */
  void showLabels(DatasetIndex index, int sample, int chosen, List<Integer> disputed) {
    List<Tag> tags = new ArrayList<>();
    for (int k : index.classesOf(sample)) {
      Outcome outcome = disputed.contains(k) ? Outcome.MISSED : Outcome.UNJUDGED;
      tags.add(new Tag(k, index.labels().name(k), Float.NaN, Double.NaN, outcome));
    }
    for (int k : index.unknownOf(sample)) {
      tags.add(new Tag(k, index.labels().name(k), Float.NaN, Double.NaN, Outcome.UNKNOWN));
    }
    // Those that matter must not be cut off.
    tags.sort(
        Comparator.comparing(t -> t.classIndex() != chosen && !disputed.contains(t.classIndex())));
    card.showTags(tags, chosen);
    setAccessibleText(
        index.name(sample) + ": " + String.join(", ", tags.stream().map(Tag::name).toList()));
  }

  /** No longer waits for the image. */
  public void clear() {
    card.clear();
  }
}
