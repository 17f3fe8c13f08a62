package org.tagwright.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.image.ImageDecoder;

/** Which files of a folder are images, by their extensions. */
public final class ImageFolder {
  /** What is read, for messages. */
  public static final String FORMATS = "JPEG, PNG, WebP, TIFF, BMP, GIF";

  /**
   * Lower-case extensions of the formats that {@link ImageDecoder} reads, and of those that it
   * refuses by name: an image that is passed over without a word would be missed by nobody.
   */
  public static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "webp", "tif", "tiff", "bmp", "gif", "heic", "heif",
          "avif");

  private ImageFolder() {}

  /**
   * The images in a folder and its sub-folders, by names relative to it with {@code /} between
   * folders. Hidden files and folders are left out.
   *
   * @throws TagwrightException of kind input where the folder is missing or unreadable
   */
  public static List<String> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw TagwrightException.input("There is no folder " + folder + " to read images from.");
    }
    try {
      return FileTree.names(folder, ImageFolder::isImage);
    } catch (IOException e) {
      throw TagwrightException.input(
          "The folder " + folder + " cannot be read: " + Failures.reason(e) + ".", e);
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

  /**
   * What each image is called in predictions: its name without extension, or the whole name where
   * several images would be called the same.
   *
   * @param names relative to one folder
   * @return one for each name, all different
   */
  public static List<String> keys(List<String> names) {
    Map<String, Integer> count = new HashMap<>();
    names.forEach(name -> count.merge(FileTree.composed(stem(name)), 1, Integer::sum));
    return names.stream()
        .map(name -> count.get(FileTree.composed(stem(name))) > 1 ? name : stem(name))
        .toList();
  }
}
