package org.tagwright.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.ImageFolder;

/** Images and folders that were dragged in from the system, to be labelled. */
public final class DroppedImages {
  private DroppedImages() {}

  /** Whether a file can be labelled: a folder, or an image by its name. */
  public static boolean suits(Path file) {
    return ImageFolder.isImage(String.valueOf(file.getFileName())) || Files.isDirectory(file);
  }

  /**
   * The folder to label: the first folder, or else a temporary one with links to the images, of
   * which two may have the same name.
   *
   * @throws TagwrightException where it cannot be made
   */
  public static Path folder(List<Path> dropped) {
    for (Path each : dropped) {
      if (Files.isDirectory(each)) {
        return each;
      }
    }
    try {
      Path folder = Files.createTempDirectory("tagwright-dropped-");
      for (Path image : dropped) {
        Path to = folder.resolve(image.getFileName());
        for (int i = 2; Files.exists(to); i++) {
          to = Files.createDirectories(folder.resolve(String.valueOf(i))).resolve(to.getFileName());
        }
        link(image.toAbsolutePath(), to);
      }
      return folder;
    } catch (IOException e) {
      throw TagwrightException.failure(
          "The images cannot be gathered in a temporary folder: " + e.getMessage(), e);
    }
  }

  private static void link(Path image, Path to) throws IOException {
    try {
      Files.createSymbolicLink(to, image);
    } catch (UnsupportedOperationException | IOException notAllowed) {
      Files.copy(image, to); // Windows lets only some people make links.
    }
  }
}
