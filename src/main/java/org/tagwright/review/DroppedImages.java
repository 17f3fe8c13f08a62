package org.tagwright.review;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.ImageFolder;

/** Files and folders that were dragged in from the system, or pasted, to be labelled. */
public final class DroppedImages {
  /** A folder with more is predicted as any other, and its scores are cached. */
  private static final int MOST_SINGLE = 64;

  private static final int MOST_NAMED = 3;

  private DroppedImages() {}

  /** Whether a file can be labelled: a folder, or an image by its name. */
  public static boolean suits(Path file) {
    return ImageFolder.isImage(String.valueOf(file.getFileName())) || Files.isDirectory(file);
  }

  /** What to say of files that cannot be labelled, and where they belong; empty for none. */
  public static String refusal(List<Path> files) {
    List<Path> others = files.stream().filter(file -> !suits(file)).toList();
    if (others.isEmpty()) {
      return "";
    }
    String names =
        others.stream()
            .limit(MOST_NAMED)
            .map(file -> String.valueOf(file.getFileName()))
            .collect(Collectors.joining(", "));
    String more =
        others.size() > MOST_NAMED ? " and " + (others.size() - MOST_NAMED) + " more" : "";
    return "Not labelled: " + names + more + ". " + advice(others.get(0));
  }

  private static String advice(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".pt") || name.endsWith(".pth")) {
      return "Drop a checkpoint on Results to see it there.";
    }
    if (name.endsWith(".json")) {
      return "Drop a configuration on Experiment to open it.";
    }
    return "Only images (" + ImageFolder.FORMATS + ") and folders of images can be labelled.";
  }

  /**
   * The images to label: a folder alone that is large or has labels stays a folder; all else is
   * taken image by image, each once.
   *
   * @param dropped such as {@link #suits}
   * @throws TagwrightException of kind input where a folder cannot be read or there is no image
   */
  public static ImageSource source(List<Path> dropped) {
    Set<Path> images = new LinkedHashSet<>();
    for (Path each : dropped) {
      if (Files.isDirectory(each)) {
        ImageFolder.list(each).forEach(name -> images.add(each.resolve(name)));
      } else {
        images.add(each);
      }
    }
    Path first = dropped.get(0);
    if (images.isEmpty()) {
      throw TagwrightException.input(
          "There are no images (" + ImageFolder.FORMATS + ") in " + first + ".");
    }
    boolean folder = dropped.size() == 1 && Files.isDirectory(first);
    return folder && (images.size() > MOST_SINGLE || TrueLabels.folderOf(first) != null)
        ? ImageSource.of(first)
        : ImageSource.of(new ArrayList<>(images));
  }
}
