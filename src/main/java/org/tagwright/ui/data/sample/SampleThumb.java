package org.tagwright.ui.data.sample;

import java.nio.file.Path;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.tagwright.ui.image.ThumbnailCache;

/** An image fitted into a small frame, whole, so that its shape shows. */
public final class SampleThumb extends StackPane {
  private static final double RATIO = 0.62;
  private static final int SHARPEST_SCREEN = 2; // pixels of the screen to one of ours

  private final ThumbnailCache thumbnails;
  private final ImageView image = new ImageView();

  public SampleThumb(ThumbnailCache thumbnails, double width) {
    this.thumbnails = thumbnails;
    getStyleClass().add("gallery-placeholder");
    setMinSize(width, width * RATIO);
    setMaxSize(width, width * RATIO);
    image.setPreserveRatio(true);
    image.setFitWidth(width);
    image.setFitHeight(width * RATIO);
    getChildren().add(image);
  }

  public void show(Path file) {
    thumbnails.whole(
        file,
        (int) (image.getFitWidth() * SHARPEST_SCREEN),
        (int) (image.getFitHeight() * SHARPEST_SCREEN),
        loaded -> image.setImage(loaded.isError() ? null : loaded));
  }
}
