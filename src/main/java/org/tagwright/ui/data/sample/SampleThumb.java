package org.tagwright.ui.data.sample;

import java.nio.file.Path;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.tagwright.ui.image.ThumbnailCache;

/** A picture fitted into a small frame, whole, so that its shape shows. */
public final class SampleThumb extends StackPane {
  private static final double RATIO = 0.62;
  private static final int SHARPEST_SCREEN = 2; // pixels of the screen to one of ours

  private final ThumbnailCache thumbnails;
  private final ImageView picture = new ImageView();

  public SampleThumb(ThumbnailCache thumbnails, double width) {
    this.thumbnails = thumbnails;
    getStyleClass().add("gallery-placeholder");
    setMinSize(width, width * RATIO);
    setMaxSize(width, width * RATIO);
    picture.setPreserveRatio(true);
    picture.setFitWidth(width);
    picture.setFitHeight(width * RATIO);
    getChildren().add(picture);
  }

  public void show(Path file) {
    thumbnails.whole(
        file,
        (int) (picture.getFitWidth() * SHARPEST_SCREEN),
        (int) (picture.getFitHeight() * SHARPEST_SCREEN),
        image -> picture.setImage(image.isError() ? null : image));
  }
}
