package org.tagwright.data.labels;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the history: one change, of one or many images or of the class list.
 *
 * @param id counts up from 1
 * @param at when
 * @param by what made it, such as {@code window} or {@code terminal}
 * @param of the change that an undo, redo or revert is of, else 0
 * @param images what it does to each image; empty where it changes the class list
 * @param classes what it does to the class list, or {@code null}
 */
public record LabelChange(
    long id,
    Instant at,
    String by,
    Kind kind,
    long of,
    List<ImageChange> images,
    @Nullable ClassChange classes) {
  /** What sort of change. */
  public enum Kind {
    EDIT,
    UNDO,
    REDO,
    /** An earlier change taken back in whole or in part, leaving what was changed after it. */
    REVERT,
    /** The class list of the data set. */
    CLASSES
  }

  public LabelChange {
    images = List.copyOf(images);
  }

  /**
   * An entry of the history without its images, of which there may be many.
   *
   * @param stem the first image of the change, or {@code null} where there is none
   * @param count the number of images
   * @param classes whether it changes the class list
   */
  public record Head(
      long id,
      Instant at,
      String by,
      Kind kind,
      long of,
      @Nullable String stem,
      int count,
      boolean classes) {}
}
