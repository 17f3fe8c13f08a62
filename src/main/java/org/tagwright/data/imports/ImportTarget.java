package org.tagwright.data.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;

/**
 * Where imported labels go.
 *
 * @param labels a new or empty folder
 * @param images the folder of the images, which tells which folders before an image's name count,
 *     or {@code null} where it is not known
 */
public record ImportTarget(Path labels, Path images) {

  /**
   * @throws TagwrightException of kind input where the folder has files already, which would mix
   *     with the new ones
   */
  public void requireFree() {
    if (!Files.exists(labels)) {
      return;
    }
    try (Stream<Path> files = Files.list(labels)) {
      if (files.findAny().isPresent()) {
        throw TagwrightException.input(
            "The folder " + labels + " is not empty. Choose a new or empty folder for the labels.");
      }
    } catch (IOException e) {
      throw TagwrightException.input(
          labels + " cannot be used for the labels: " + Failures.reason(e) + ".", e);
    }
  }
}
