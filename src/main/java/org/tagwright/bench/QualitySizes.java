package org.tagwright.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.tagwright.common.Units;

/**
 * How much a trial of the quality benchmark computes.
 *
 * @param start images that the backbone for fine-tuning learns from
 * @param drawnPixels longer side of the generated images
 * @param imageSize input resolution, in pixels
 */
public record QualitySizes(
    int train,
    int test,
    int classes,
    @JsonProperty("drawn_pixels") int drawnPixels,
    @JsonProperty("image_size") int imageSize,
    int start,
    @JsonProperty("start_epochs") int startEpochs) {
  public static final QualitySizes USUAL = new QualitySizes(3000, 1000, 40, 128, 64, 2000, 6);

  /** The same but for what people vary. */
  public QualitySizes with(int train, int test, int classes, int imageSize) {
    return new QualitySizes(train, test, classes, drawnPixels, imageSize, start, startEpochs);
  }

  String toText() {
    return Units.text(
        "%,d training and %,d test images of %d classes at %d²", train, test, classes, imageSize);
  }
}
