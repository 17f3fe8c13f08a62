package org.tagwright.review;

import java.nio.file.Path;
import java.util.List;

/**
 * The images that are predicted: all of a folder and its sub-folders, or single ones.
 *
 * @param folder where they all are
 * @param single the images, or empty: all of the folder
 */
public record ImageSource(Path folder, List<Path> single) {
  public ImageSource {
    single = List.copyOf(single);
  }

  /** All images of a folder. */
  public static ImageSource of(Path folder) {
    return new ImageSource(folder, List.of());
  }

  /** Some images, such as those that were dropped on the window. */
  public static ImageSource of(List<Path> images) {
    return new ImageSource(CommonFolder.of(images), images);
  }

  /** Whether these are single images, and not those of a folder. */
  public boolean isSingle() {
    return !single.isEmpty();
  }

  /** What to call it in few words. */
  public String title() {
    if (isSingle()) {
      return single.size() == 1
          ? String.valueOf(single.get(0).getFileName())
          : single.size() + " images";
    }
    int count = folder.getNameCount();
    return count < 2 ? folder.toString() : folder.subpath(count - 2, count).toString();
  }
}
