package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.DataProblem;
import org.tagwright.data.LabelFile;

/**
 * The label file of an image, and the file of the same form that lists its unknown classes.
 *
 * @param labels the folder of label files
 * @param unknown the folder of unknown classes, which need not exist
 * @param classes the number of classes
 */
record ImageLabelFiles(Path labels, Path unknown, int classes) {

  /**
   * @throws TagwrightException of kind input where a file has lines that are no class index, or
   *     cannot be read
   */
  ImageLabels read(String stem) {
    Path file = LabelFile.of(labels, stem);
    return new ImageLabels(Files.exists(file), bits(file), bits(LabelFile.of(unknown, stem)));
  }

  private BitSet bits(Path file) {
    if (!Files.exists(file)) {
      return new BitSet();
    }
    List<DataProblem> problems = new ArrayList<>();
    BitSet bits = LabelFile.read(file, classes, problems);
    if (!problems.isEmpty()) {
      throw TagwrightException.input(
          "The label file cannot be edited before it is fixed:\n  "
              + problems.stream().map(DataProblem::toText).collect(Collectors.joining("\n  ")));
    }
    return bits;
  }

  /** Writes what differs, each file whole or not at all. */
  void write(String stem, ImageLabels wanted) throws IOException {
    write(LabelFile.of(unknown, stem), !wanted.unknown().isEmpty(), wanted.unknown());
    write(LabelFile.of(labels, stem), wanted.labelled(), wanted.present());
  }

  private void write(Path file, boolean exists, BitSet wanted) throws IOException {
    if (!exists) {
      Files.deleteIfExists(file);
    } else if (!Files.exists(file) || !bits(file).equals(wanted)) {
      Files.createDirectories(file.getParent());
      AtomicFile.writeAlone(file, channel -> write(channel, wanted));
    }
  }

  private static void write(FileChannel channel, BitSet classes) throws IOException {
    String text = classes.stream().mapToObj(c -> c + "\n").collect(Collectors.joining());
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Makes the files of an image in new folders that nobody reads yet. */
  void make(String stem, ImageLabels wanted, boolean withUnknown) throws IOException {
    if (wanted.labelled()) {
      make(labels.resolve(stem + LabelFile.EXTENSION), wanted.present());
    }
    if (withUnknown && !wanted.unknown().isEmpty()) {
      make(unknown.resolve(stem + LabelFile.EXTENSION), wanted.unknown());
    }
  }

  private static void make(Path file, BitSet classes) throws IOException {
    Files.createDirectories(file.getParent());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      write(channel, classes);
    }
  }

  /**
   * Whether each of an image's two files is as before the change or as after it, and so nobody
   * else's. What the files list as present and as unknown at once is unknown.
   */
  boolean areOf(ImageChange change) {
    ImageLabels before = change.before();
    ImageLabels after = change.after();
    BitSet unknownOnce = before.unknown();
    unknownOnce.or(after.unknown());
    BitSet present = bits(LabelFile.of(labels, change.stem()));
    BitSet hidden = bits(LabelFile.of(unknown, change.stem()));
    return oneOf(present, before.present(), after.present(), unknownOnce)
        && oneOf(hidden, before.unknown(), after.unknown(), new BitSet());
  }

  private static boolean oneOf(BitSet now, BitSet before, BitSet after, BitSet butFor) {
    for (BitSet each : List.of(now, before, after)) {
      each.andNot(butFor);
    }
    return now.equals(before) || now.equals(after);
  }

  /** Deletes what a killed writer left of the image's files. */
  void removeTemporaries(String stem) throws IOException {
    Files.deleteIfExists(AtomicFile.temporaryOf(LabelFile.of(labels, stem)));
    Files.deleteIfExists(AtomicFile.temporaryOf(LabelFile.of(unknown, stem)));
  }
}
