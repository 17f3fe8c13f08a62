package org.tagwright.ui.data;

import java.nio.file.Path;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.tagwright.ui.gallery.ThumbnailCache;

/** A picture fitted into a small frame, whole, so that its shape shows. */
final class SampleThumb extends StackPane {
  private static final double RATIO = 0.62;

  private final ThumbnailCache thumbnails;
  private final ImageView picture = new ImageView();

  SampleThumb(ThumbnailCache thumbnails, double width) {
    this.thumbnails = thumbnails;
    getStyleClass().add("gallery-placeholder");
    setMinSize(width, width * RATIO);
    setMaxSize(width, width * RATIO);
    picture.setPreserveRatio(true);
    picture.setFitWidth(width);
    picture.setFitHeight(width * RATIO);
    getChildren().add(picture);
  }

  void show(Path file) {
    Image kept = thumbnails.kept(file);
    picture.setImage(kept);
    if (kept == null) {
      thumbnails.request(file, image -> picture.setImage(image.isError() ? null : image));
    }
  }
}
