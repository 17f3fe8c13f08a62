package org.tagwright.classmap;

import java.io.IOException;
import java.nio.file.Path;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.LabelSet;
import org.tagwright.image.ImageDecoder;
import org.tagwright.model.ClassMap;
import org.tagwright.model.Tagger;

/** A loaded checkpoint that tells where in an image it sees a class. */
public final class ClassMapper implements AutoCloseable {
  private final Tagger tagger;

  private ClassMapper(Tagger tagger) {
    this.tagger = tagger;
  }

  /**
   * Loads the checkpoint. Everything is computed in float32: one image is quick enough.
   *
   * @throws TagwrightException of kind input where the file is no checkpoint of a known backbone
   */
  public static ClassMapper open(Path checkpoint, String device) {
    return new ClassMapper(Tagger.open(checkpoint, device, ExperimentConfig.Precision.FP32));
  }

  public LabelSet labels() {
    return tagger.labels();
  }

  /**
   * Looks for a class in an image.
   *
   * @throws TagwrightException of kind input where the image cannot be read or there is no such
   *     class
   */
  public ScoredClassMap of(Path image, int classIndex) {
    if (classIndex < 0 || classIndex >= labels().size()) {
      throw TagwrightException.input(
          "There is no class "
              + classIndex
              + ": the checkpoint has the classes 0 to "
              + (labels().size() - 1)
              + ".");
    }
    byte[] pixels = pixels(image, tagger.input().side());
    ClassMap map = tagger.classMap(pixels, classIndex);
    return new ScoredClassMap(
        classIndex,
        1 / (1 + Math.exp(-map.logit())),
        tagger.input().cropFraction(),
        map.rows(),
        map.columns(),
        map.values());
  }

  /**
   * The image as the network sees it, but of another size.
   *
   * @return {@code side} squared × 3, RGB
   */
  public byte[] pixels(Path image, int side) {
    try {
      return new ImageDecoder(tagger.input().withSide(side)).decode(image);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(image, e);
    }
  }

  @Override
  public void close() {
    tagger.close();
  }
}
