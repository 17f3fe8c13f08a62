package org.tagwright.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.image.ImageDecoder;

/** Which files of a folder are images, by their extensions. */
public final class ImageFolder {
  /** Lower-case extensions of the formats that {@link ImageDecoder} reads. */
  public static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp", "gif");

  private ImageFolder() {}

  /**
   * File names of the images directly in a folder, sorted as strings of UTF-16 units, which is the
   * same on every machine. Hidden files are no images.
   *
   * @throws TagwrightException of kind input where the folder is missing or unreadable
   */
  public static List<String> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw TagwrightException.input("There is no folder " + folder + " to read images from.");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = new ArrayList<>();
      files.forEach(
          file -> {
            String name = file.getFileName().toString();
            if (isImage(name)) {
              names.add(name);
            }
          });
      names.sort(Comparator.naturalOrder());
      return names;
    } catch (IOException | UncheckedIOException e) {
      IOException cause = e instanceof UncheckedIOException u ? u.getCause() : (IOException) e;
      throw TagwrightException.input(
          "The folder " + folder + " cannot be read: " + Failures.reason(cause) + ".", e);
    }
  }

  /** Whether a file of that name is taken for an image. */
  public static boolean isImage(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0
        && !fileName.startsWith(".")
        && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** The file name without its last extension. */
  public static String stem(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 ? fileName.substring(0, dot) : fileName;
  }
}
