package org.tagwright.data.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tagwright.common.Failures;
import org.tagwright.common.Parallel;
import org.tagwright.common.Progress;
import org.tagwright.common.Staging;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.FileTree;
import org.tagwright.data.LabelFile;
import org.tagwright.data.LabelSet;

/** Label files to be written together, whole or not at all: what every import ends in. */
final class LabelFolder {
  private final LabelSet labels;
  private final Map<String, BitSet> classesOfImage = new TreeMap<>();
  private final Map<String, BitSet> unknownOfImage = new TreeMap<>();

  LabelFolder(LabelSet labels) {
    this.labels = labels;
  }

  /**
   * @param imageName the image's file name, perhaps with folders before it
   * @return false where an image of that name was added before
   */
  boolean add(String imageName, BitSet classes) {
    return classesOfImage.putIfAbsent(imageName, classes) == null;
  }

  /** The classes of an image, to add to; none where it is new. */
  BitSet of(String imageName) {
    return classesOfImage.computeIfAbsent(imageName, s -> new BitSet());
  }

  /** The unknown classes of an image, to add to. */
  BitSet unknownOf(String imageName) {
    return unknownOfImage.computeIfAbsent(imageName, s -> new BitSet());
  }

  /**
   * Writes the label files and, beside them, their class names.
   *
   * @param read what was read, in whole lines, or empty
   * @throws TagwrightException of kind input where two images would share a label file or the data
   *     set has other class names; of kind failure where they cannot be written
   * @throws java.util.concurrent.CancellationException when cancelled; nothing is left behind then
   */
  ImportResult write(String read, ImportTarget target, Progress progress) {
    labels.requireSameFor(target.labels(), target.labels());
    Map<String, String> stems = new LabelNames(target.images()).of(classesOfImage.keySet());
    List<Map.Entry<String, BitSet>> entries = List.copyOf(classesOfImage.entrySet());
    Path folder = target.labels();
    try {
      Path parent = folder.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      try (Staging staging = Staging.in(parent)) {
        Path made = Files.createDirectory(staging.folder().resolve("labels"));
        Parallel.map(
            entries.size(),
            "writing labels",
            progress,
            i ->
                writeFile(
                    made.resolve(stems.get(entries.get(i).getKey()) + LabelFile.EXTENSION),
                    entries.get(i).getValue()));
        Files.write(made.resolve(LabelSet.FILE_NAME), labels.names());
        writeUnknown(stems, staging.folder().resolve("unknown"), folder.resolveSibling("unknown"));
        Files.deleteIfExists(folder); // empty, by requireFree
        Files.move(made, folder);
      }
      int empty = (int) classesOfImage.values().stream().filter(BitSet::isEmpty).count();
      return new ImportResult(read, entries.size(), empty, labels);
    } catch (IOException e) {
      throw notWritten(folder, e);
    } catch (UncheckedIOException e) {
      throw notWritten(folder, e.getCause());
    }
  }

  /**
   * Into the folder of unknown classes beside the labels, which may have those of other labels. A
   * kill in between leaves files there that no label file belongs to, and that a second try meets
   * with the same content.
   */
  private void writeUnknown(Map<String, String> stems, Path made, Path target) throws IOException {
    for (Map.Entry<String, BitSet> image : unknownOfImage.entrySet()) {
      if (image.getValue().isEmpty() || !stems.containsKey(image.getKey())) {
        continue;
      }
      String name = stems.get(image.getKey()) + LabelFile.EXTENSION;
      writeFile(made.resolve(name), image.getValue());
      if (Files.exists(target.resolve(name))
          && Files.mismatch(made.resolve(name), target.resolve(name)) >= 0) {
        throw TagwrightException.input(
            target.resolve(name)
                + " has other unknown classes already. Choose another place for the labels, or"
                + " remove that folder.");
      }
    }
    if (Files.isDirectory(made)) {
      for (String name : FileTree.names(made, LabelFile::isLabel)) {
        Files.createDirectories(target.resolve(name).getParent());
        Files.move(made.resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static Void writeFile(Path file, BitSet classes) {
    String text = classes.stream().mapToObj(c -> c + "\n").collect(Collectors.joining());
    try {
      Files.createDirectories(file.getParent());
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
