package org.tagwright.data.labels;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Parallel;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.LabelSet;
import org.tagwright.data.labels.LabelChange.Head;
import org.tagwright.data.labels.LabelChange.Kind;

/**
 * The labels of a data set, to read and to change. Every change is in the history before it is in
 * the label files, and in the files when the method returns; a change that a kill interrupts is
 * completed by the next one who opens the book or changes something.
 *
 * <p>Several books, also of several processes, may work on one data set: each change holds a lock
 * for its time, and begins only where the labels on disk are those that its caller has seen.
 *
 * <p>Safe for use from many threads. A change waits for the disk: not for the thread that draws.
 */
public final class LabelBook {
  private final ExperimentConfig.Data data;
  private final LabelPlaces places;
  private final LabelJournal journal;
  private LabelSet classes;
  private volatile ImageLabelFiles files;

  private LabelBook(ExperimentConfig.Data data) {
    this.data = data;
    this.places = LabelPlaces.of(data);
    this.journal = new LabelJournal(places);
    journal.history().refresh(false);
    if (journal.history().unfinished()) {
      journal.changing(() -> true);
    }
    if (!Files.isDirectory(places.labels())) {
      throw TagwrightException.input(
          "There is no label folder "
              + places.labels()
              + "; data.trainLabels and data.root say where it is.");
    }
    this.classes = LabelSet.of(data);
    this.files = files();
  }

  private ImageLabelFiles files() {
    return new ImageLabelFiles(places.labels(), places.unknown(), classes.size());
  }

  /**
   * Opens the labels of a data set and completes what a killed process has left unfinished. Reads
   * the history, no label files.
   *
   * @throws TagwrightException of kind input where there is no label folder, the class names cannot
   *     be used or the history is damaged
   */
  public static LabelBook open(ExperimentConfig.Data data) {
    return new LabelBook(data);
  }

  /**
   * Refuses labels in the middle of a change.
   *
   * @throws TagwrightException of kind input where a change is being made now or was interrupted
   */
  public static void requireFinished(Path labels) {
    if (LabelPlaces.history(LabelPlaces.real(labels)).staysUnfinished()) {
      throw TagwrightException.input(
          "A change of the labels in "
              + labels
              + " is not finished: it is being made now, or was interrupted. Wait, or open the data"
              + " in the window or with \"tagwright labels history\", which completes it.");
    }
  }

  /** The classes, by whose indices all labels are given. */
  public synchronized LabelSet classes() {
    return classes;
  }

  /** The change that a killed process had left unfinished and that this book has completed. */
  public synchronized Optional<Head> recovered() {
    return Optional.ofNullable(journal.recovered());
  }

  /**
   * The labels of an image, as they are on disk now.
   *
   * @param stem the image's name below the image folder, without its extension
   * @throws TagwrightException of kind input where its label file cannot be read
   */
  public ImageLabels read(String stem) {
    return files.read(stem);
  }

  /**
   * Changes the labels of an image.
   *
   * @param before what the caller has seen; where the disk has something else, nothing is changed
   *     and the result says what there is
   * @param by what makes the change, such as {@code window}
   * @throws TagwrightException where the files cannot be read or written; nothing is changed then
   */
  public EditResult edit(String stem, ImageLabels before, ImageLabels after, String by) {
    ImageChange wanted = new ImageChange(stem, before, after);
    return changing(() -> makeUnlessInConflict(Kind.EDIT, 0, by, List.of(wanted), Progress.NONE));
  }

  /**
   * Changes the labels of many images, as one change.
   *
   * @param edit the new labels of an image, from those on disk
   * @throws TagwrightException where files cannot be read or written; nothing is changed then
   * @throws CancellationException when cancelled; nothing is changed then
   */
  public EditResult editAll(
      Collection<String> stems, UnaryOperator<ImageLabels> edit, String by, Progress progress) {
    List<String> all = List.copyOf(stems);
    return changing(
        () -> {
          List<ImageChange> wanted =
              Parallel.map(
                  all.size(),
                  "reading labels",
                  progress,
                  i -> {
                    ImageLabels before = files.read(all.get(i));
                    return new ImageChange(all.get(i), before, edit.apply(before));
                  });
          return make(Kind.EDIT, 0, by, wanted, progress);
        });
  }

  /**
   * What a change of the class list would do. Reads all label files.
   *
   * @throws TagwrightException of kind input where it is not possible
   */
  public synchronized ClassPreview preview(ClassEdit edit, Progress progress) {
    return ClassPreviews.of(edit, edit.on(classes), places, progress);
  }

  /**
   * Changes the class list, and the labels of all images with it, also those in label folders
   * beside this one that have the same classes. Everybody else who has this data set open has to
   * open it again.
   *
   * @throws TagwrightException of kind input where it is not possible; of kind failure where files
   *     cannot be written; nothing is changed then
   * @throws CancellationException when cancelled; nothing is changed then
   */
  public EditResult edit(ClassEdit edit, String by, Progress progress) {
    return changing(
        () -> {
          ClassChange change = edit.on(classes);
          return make(Kind.CLASSES, 0, by, change, progress);
        });
  }

  /** What {@link #undo} would take back, if anything. */
  public synchronized Optional<Head> undoable() {
    journal.history().refresh(false);
    return Optional.ofNullable(journal.history().undoable());
  }

  /** What {@link #redo} would make again, if anything. */
  public synchronized Optional<Head> redoable() {
    journal.history().refresh(false);
    return Optional.ofNullable(journal.history().redoable());
  }

  /** Takes the last change back that is not taken back yet, whoever made it. */
  public EditResult undo(String by, Progress progress) {
    return changing(
        () -> {
          Head head = journal.history().undoable();
          if (head == null) {
            return EditResult.NOTHING;
          }
          LabelChange change = journal.history().read(head.id());
          if (change.classes() != null) {
            return make(Kind.UNDO, head.id(), by, change.classes().reversed(), progress);
          }
          List<ImageChange> back = change.images().stream().map(ImageChange::reversed).toList();
          return makeUnlessInConflict(Kind.UNDO, head.id(), by, back, progress);
        });
  }

  /** Makes the change again that was taken back last, unless another was made since. */
  public EditResult redo(String by, Progress progress) {
    return changing(
        () -> {
          Head head = journal.history().redoable();
          if (head == null) {
            return EditResult.NOTHING;
          }
          LabelChange change = journal.history().read(head.id());
          return change.classes() != null
              ? make(Kind.REDO, head.id(), by, change.classes(), progress)
              : makeUnlessInConflict(Kind.REDO, head.id(), by, change.images(), progress);
        });
  }

  /**
   * Takes an earlier change back for some of its images. Touches only the classes that it changed,
   * and these only where they are still as it left them.
   *
   * @param change the change's number
   * @param stems the images, or {@code null} for all of the change
   * @throws TagwrightException of kind input where the class list was changed then or since, so
   *     that indices meant other classes
   */
  public EditResult revert(long change, @Nullable Set<String> stems, String by, Progress progress) {
    return changing(
        () -> {
          if (journal.history().classesChangedSince(change)) {
            throw TagwrightException.input(
                "The class list was changed with or after change "
                    + change
                    + ". Undo that first: indices meant other classes before it.");
          }
          List<ImageChange> wanted = new ArrayList<>();
          for (ImageChange image : journal.history().read(change).images()) {
            if (stems == null || stems.contains(image.stem())) {
              ImageLabels now = files.read(image.stem());
              wanted.add(new ImageChange(image.stem(), now, image.takenBackFrom(now)));
            }
          }
          return make(Kind.REVERT, change, by, wanted, progress);
        });
  }

  /** All changes, oldest first, without their images. */
  public synchronized List<Head> history() {
    journal.history().refresh(false);
    return journal.history().heads();
  }

  /** A change with its images. */
  public synchronized LabelChange change(long id) {
    journal.history().refresh(false);
    return journal.history().read(id);
  }

  /** The names by class index when a change was made, which later ones may have changed. */
  public synchronized List<String> classesAt(long change) {
    return journal.classesAt(change, classes.names());
  }

  private synchronized EditResult changing(Supplier<EditResult> work) {
    return journal.changing(
        () -> {
          if (!LabelSet.of(data).equals(classes)) {
            throw TagwrightException.failure(
                "The class list of "
                    + places.labels()
                    + " was changed meanwhile, by another window or by hand. Nothing was changed;"
                    + " read the data again, then repeat.");
          }
          return work.get();
        });
  }

  /** Makes the changes only where all images have the labels on disk that these begin with. */
  private EditResult makeUnlessInConflict(
      Kind kind, long of, String by, List<ImageChange> wanted, Progress progress) {
    List<LabelConflict> conflicts = LabelConflict.of(wanted, files);
    return conflicts.isEmpty()
        ? make(kind, of, by, wanted, progress)
        : new EditResult(null, conflicts);
  }

  private EditResult make(
      Kind kind, long of, String by, List<ImageChange> wanted, Progress progress) {
    List<ImageChange> changes =
        wanted.stream().filter(image -> !image.before().equals(image.after())).toList();
    return changes.isEmpty()
        ? EditResult.NOTHING
        : new EditResult(journal.make(files, kind, of, by, changes, progress), List.of());
  }

  private EditResult make(Kind kind, long of, String by, ClassChange change, Progress progress) {
    LabelChange made = journal.make(kind, of, by, change, progress);
    classes = new LabelSet(Objects.requireNonNull(made.classes()).after());
    files = files();
    return new EditResult(made, List.of());
  }
}
