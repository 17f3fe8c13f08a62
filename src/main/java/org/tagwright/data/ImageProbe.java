package org.tagwright.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells cheaply whether a file is a whole picture that {@link ImageDecoder} can read. */
final class ImageProbe {
  private ImageProbe() {}

  /**
   * @throws ImageUnreadableException where it is not; the message names no path
   * @throws IOException where the file cannot be read
   */
  static void check(Path file, DatasetCheck.Depth depth) throws IOException {
    PictureReader.read(Files.readAllBytes(file));
  }
}
