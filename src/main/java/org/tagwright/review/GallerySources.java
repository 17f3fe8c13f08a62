package org.tagwright.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tagwright.config.ExperimentConfig;

/**
 * Checkpoints and image folders that are worth offering.
 *
 * @param checkpoints the best model first, then the others by falling time of change
 * @param folders test images, then training images, where they are there
 */
public record GallerySources(List<Path> checkpoints, List<Path> folders) {
  private static final int DEPTH = 3;
  private static final int MOST = 30;

  public GallerySources {
    checkpoints = List.copyOf(checkpoints);
    folders = List.copyOf(folders);
  }

  /** Looks on the disk. */
  public static GallerySources of(ExperimentConfig config) {
    Set<Path> checkpoints = new LinkedHashSet<>();
    Path best = config.output().bestModelFile();
    if (Files.isRegularFile(best)) {
      checkpoints.add(best);
    }
    checkpoints.addAll(newest(config.output().trainedModels()));
    List<Path> folders = new ArrayList<>();
    for (Path folder :
        List.of(config.data().testImagesFolder(), config.data().trainImagesFolder())) {
      if (Files.isDirectory(folder)) {
        folders.add(folder);
      }
    }
    return new GallerySources(List.copyOf(checkpoints), folders);
  }

  private static List<Path> newest(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root, DEPTH)) {
      return files
          .filter(f -> f.toString().endsWith(".pt"))
          .sorted(Comparator.comparing(GallerySources::changed).reversed())
          .limit(MOST)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long changed(Path file) {
    return file.toFile().lastModified();
  }
}
