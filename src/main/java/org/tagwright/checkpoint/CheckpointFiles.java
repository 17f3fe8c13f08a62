package org.tagwright.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of one checkpoint, which are moved and deleted together. */
public final class CheckpointFiles {
  private CheckpointFiles() {}

  /** The checkpoint itself, then what lies beside it of its notes and later scores. */
  public static List<Path> of(Path checkpoint) {
    Stream<Path> beside =
        Stream.of(Notes.fileOf(checkpoint), Revalidation.fileOf(checkpoint)).filter(Files::exists);
    return Stream.concat(Stream.of(checkpoint), beside).toList();
  }
}
