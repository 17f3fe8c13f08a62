package org.tagwright.data.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tagwright.common.Failures;
import org.tagwright.common.Parallel;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.LabelFile;
import org.tagwright.data.LabelSet;

/** Label files to be written together, whole or not at all: what every import ends in. */
final class LabelFolder {
  private final LabelSet labels;
  private final Map<String, BitSet> classesOfStem = new TreeMap<>();

  LabelFolder(LabelSet labels) {
    this.labels = labels;
  }

  /**
   * @throws TagwrightException of kind input where the folder has files already, which would mix
   *     with the new ones
   */
  static void requireFree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw TagwrightException.input(
            "The folder " + folder + " is not empty. Choose a new or empty folder for the labels.");
      }
    } catch (IOException e) {
      throw TagwrightException.input(
          folder + " cannot be used for the labels: " + Failures.reason(e) + ".", e);
    }
  }

  /**
   * @param imageName the image's file name, perhaps with folders before it
   * @return false where an image of the same stem was added before
   */
  boolean add(String imageName, BitSet classes) {
    return classesOfStem.putIfAbsent(stem(imageName), classes) == null;
  }

  /** Adds classes to an image, which may be there already. */
  void addTo(String imageName, BitSet classes) {
    classesOfStem.computeIfAbsent(stem(imageName), s -> new BitSet()).or(classes);
  }

  private static String stem(String imageName) {
    int folders = Math.max(imageName.lastIndexOf('/'), imageName.lastIndexOf('\\')) + 1;
    return ImageFolder.stem(imageName.substring(folders));
  }

  /**
   * Writes the label files, and a {@code classes.txt} where the classes are not COCO's.
   *
   * @throws TagwrightException of kind failure where they cannot be written
   * @throws java.util.concurrent.CancellationException when cancelled; nothing is left behind then
   */
  ImportResult write(Path folder, Progress progress) {
    try {
      Path parent = folder.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      try (Staging staging = Staging.in(parent)) {
        Path made = Files.createDirectory(staging.folder().resolve("labels"));
        List<Map.Entry<String, BitSet>> entries = new ArrayList<>(classesOfStem.entrySet());
        Parallel.map(
            entries.size(),
            "writing labels",
            progress,
            i ->
                writeFile(
                    made.resolve(entries.get(i).getKey() + LabelFile.EXTENSION),
                    entries.get(i).getValue()));
        if (!labels.equals(LabelSet.COCO)) {
          Files.write(made.resolve(LabelSet.FILE_NAME), labels.names());
        }
        Files.deleteIfExists(folder); // empty, by requireFree
        Files.move(made, folder);
      }
      int empty = (int) classesOfStem.values().stream().filter(BitSet::isEmpty).count();
      return new ImportResult("", classesOfStem.size(), empty, labels);
    } catch (IOException e) {
      throw notWritten(folder, e);
    } catch (UncheckedIOException e) {
      throw notWritten(folder, e.getCause());
    }
  }

  private static Void writeFile(Path file, BitSet classes) {
    String text = classes.stream().mapToObj(c -> c + "\n").collect(Collectors.joining());
    try {
      Files.write(file, text.getBytes(StandardCharsets.US_ASCII));
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TagwrightException notWritten(Path folder, IOException e) {
    return TagwrightException.failure(
        "The labels could not be written to " + folder + ": " + Failures.reason(e) + ".", e);
  }
}
