package org.tagwright.data;

import java.nio.file.Path;

/**
 * One thing that is wrong with a data set.
 *
 * @param file the file (or folder) to look at
 * @param line the line in it, from 1, or 0 where the whole file is meant
 * @param message what is wrong, worded to follow the file's name
 */
public record DataProblem(Kind kind, Path file, int line, String message) {

  /** What sort of problem, in the order in which a report shows them. */
  public enum Kind {
    /** A folder is missing, unreadable or empty. Nothing can be left out to fix this. */
    FOLDER("folders that cannot be used"),
    /** The class names cannot be used. Nothing can be left out to fix this. */
    CLASS_NAMES("problems with the class names"),
    /** A line of a label file that is not a whole number. */
    NOT_A_NUMBER("label lines that are not numbers"),
    /** A class index outside 0..n-1. */
    INDEX_OUT_OF_RANGE("class indices out of range"),
    /** A label file that cannot be read. */
    LABEL_UNREADABLE("label files that cannot be read"),
    /** A label file without an image of the same stem. */
    IMAGE_MISSING("labels without an image"),
    /** A label file that several images have the stem of. */
    IMAGE_AMBIGUOUS("labels with several images"),
    /** A line of the validation list that names no sample. */
    NOT_A_SAMPLE("validation images that are no samples"),
    /** An image that cannot be decoded. */
    IMAGE_UNDECODABLE("images that cannot be decoded");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** What such problems are called, plural. */
    public String title() {
      return title;
    }

    /** Whether it makes the whole data set unusable, not only a sample. */
    public boolean fatal() {
      return this == FOLDER || this == CLASS_NAMES;
    }
  }

  /** {@code file:line: message}, on one line. */
  public String toText() {
    return file + (line > 0 ? ":" + line : "") + ": " + message;
  }
}
