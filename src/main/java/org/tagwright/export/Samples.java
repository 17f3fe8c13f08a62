package org.tagwright.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.ImageFolder;
import org.tagwright.image.ImageDecoder;
import org.tagwright.image.ImageUnreadableException;
import org.tagwright.model.Tagger;

/** The images that come with an export, with the scores that Tagwright gives them. */
final class Samples {
  private static final int COUNT = 3;
  private static final String FOLDER = "samples";

  private Samples() {}

  /**
   * An image and its scores.
   *
   * @param file relative to the export
   */
  record Sample(String file, float[] scores) {}

  /**
   * Copies the first images that can be read into the export and scores them.
   *
   * @param asked as {@link ModelExport.Request#samples}
   */
  static List<Sample> write(@Nullable List<Path> asked, Tagger tagger, Path export)
      throws IOException {
    ImageDecoder decoder = new ImageDecoder(tagger.input());
    List<Sample> samples = new ArrayList<>();
    for (Path image : asked == null ? ofDataSet(tagger.config()) : images(asked)) {
      if (samples.size() == COUNT) {
        break;
      }
      try {
        float[] scores = tagger.scores(decoder.decode(image));
        String name = image.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT);
        String file = FOLDER + "/" + (samples.size() + 1) + extension;
        Files.createDirectories(export.resolve(FOLDER));
        Files.copy(image, export.resolve(file));
        samples.add(new Sample(file, scores));
      } catch (ImageUnreadableException e) {
        if (asked != null) {
          throw TagwrightException.input(
              "The sample image %s cannot be read: %s.".formatted(image, e.getMessage()), e);
        }
      }
    }
    return samples;
  }

  private static List<Path> images(List<Path> asked) {
    List<Path> images = new ArrayList<>();
    for (Path path : asked) {
      if (Files.isDirectory(path)) {
        images.addAll(inFolder(path));
      } else if (Files.isRegularFile(path) && ImageFolder.isImage(path.getFileName().toString())) {
        images.add(path);
      } else {
        throw TagwrightException.input("The sample " + path + " is neither an image nor a folder.");
      }
    }
    return images;
  }

  private static List<Path> inFolder(Path folder) {
    return ImageFolder.list(folder).stream().map(folder::resolve).toList();
  }

  private static List<Path> ofDataSet(@Nullable ExperimentConfig config) {
    if (config == null || !Files.isDirectory(config.data().trainImagesFolder())) {
      return List.of();
    }
    return inFolder(config.data().trainImagesFolder());
  }
}
