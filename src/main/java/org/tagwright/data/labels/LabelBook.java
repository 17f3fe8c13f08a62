package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  public static final String HISTORY = "labels-history.jsonl";
  private static final String LOCK = "labels-history.lock";

  private static final Logger LOG = LoggerFactory.getLogger(LabelBook.class);

  private final Path folder;
  private final ImageLabelFiles files;
  private final LabelSet classes;
  private final LabelHistory history;
  private @Nullable Head recovered;

  private LabelBook(Path labels, Path unknown, LabelSet classes) {
    this.folder = labels;
    this.files = new ImageLabelFiles(labels, unknown, classes.size());
    this.classes = classes;
    this.history =
        new LabelHistory(labels.resolveSibling(HISTORY), labels.getFileName().toString());
  }

  /**
   * Opens the labels of a data set and completes what a killed process has left unfinished. Reads
   * the history, no label files.
   *
   * @throws TagwrightException of kind input where there is no label folder, the class names cannot
   *     be used or the history is damaged
   */
  public static LabelBook open(ExperimentConfig.Data data) {
    Path labels = realFolder(data.trainLabelsFolder());
    Path unknown = data.trainLabelsFolder().toAbsolutePath().resolveSibling("unknown");
    return open(labels, unknown, LabelSet.of(data));
  }

  static LabelBook open(Path labels, Path unknown, LabelSet classes) {
    LabelBook book = new LabelBook(labels, unknown, classes);
    book.history.refresh(false);
    if (book.history.unfinished()) {
      book.changing(() -> EditResult.NOTHING);
    }
    return book;
  }

  private static Path realFolder(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        return folder.toRealPath();
      }
    } catch (IOException e) {
      throw TagwrightException.cannotRead(folder, e);
    }
    throw TagwrightException.input(
        "There is no label folder " + folder + "; data.trainLabels and data.root say where it is.");
  }

  public LabelSet classes() {
    return classes;
  }

  /** The change that a killed process had left unfinished and that opening has completed. */
  public synchronized Optional<Head> recovered() {
    return Optional.ofNullable(recovered);
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

  /** What {@link #undo} would take back, if anything. */
  public synchronized Optional<Head> undoable() {
    history.refresh(false);
    return Optional.ofNullable(history.undoable());
  }

  /** What {@link #redo} would make again, if anything. */
  public synchronized Optional<Head> redoable() {
    history.refresh(false);
    return Optional.ofNullable(history.redoable());
  }

  /** Takes the last change back that is not taken back yet, whoever made it. */
  public EditResult undo(String by, Progress progress) {
    return changing(
        () -> {
          Head head = history.undoable();
          return head == null
              ? EditResult.NOTHING
              : makeUnlessInConflict(
                  Kind.UNDO,
                  head.id(),
                  by,
                  history.read(head.id()).images().stream().map(ImageChange::reversed).toList(),
                  progress);
        });
  }

  /** Makes the change again that was taken back last, unless another was made since. */
  public EditResult redo(String by, Progress progress) {
    return changing(
        () -> {
          Head head = history.redoable();
          return head == null
              ? EditResult.NOTHING
              : makeUnlessInConflict(
                  Kind.REDO, head.id(), by, history.read(head.id()).images(), progress);
        });
  }

  /**
   * Takes an earlier change back for some of its images. Touches only the classes that it changed,
   * and these only where they are still as it left them.
   *
   * @param change the change's number
   * @param stems the images, or {@code null} for all of the change
   */
  public EditResult revert(long change, @Nullable Set<String> stems, String by, Progress progress) {
    return changing(
        () -> {
          List<ImageChange> wanted = new ArrayList<>();
          for (ImageChange image : history.read(change).images()) {
            if (stems == null || stems.contains(image.stem())) {
              ImageLabels now = files.read(image.stem());
              wanted.add(new ImageChange(image.stem(), now, reverted(image, now)));
            }
          }
          return make(Kind.REVERT, change, by, wanted, progress);
        });
  }

  private ImageLabels reverted(ImageChange image, ImageLabels now) {
    if (now.equals(image.after())) {
      return image.before();
    }
    ImageLabels result = now;
    for (int c = 0; now.labelled() && c < classes.size(); c++) {
      ImageLabels.State left = image.after().state(c);
      if (left != image.before().state(c) && left == now.state(c)) {
        result = result.with(c, image.before().state(c));
      }
    }
    return result;
  }

  /** All changes, oldest first, without their images. */
  public synchronized List<Head> history() {
    history.refresh(false);
    return history.heads();
  }

  /** A change with its images. */
  public synchronized LabelChange change(long id) {
    history.refresh(false);
    return history.read(id);
  }

  /** Does it under the lock, after what others have done and left undone. */
  private synchronized EditResult changing(Supplier<EditResult> work) {
    if (!Files.isDirectory(folder)) {
      throw TagwrightException.failure(
          "The label folder " + folder + " has vanished; nothing was changed.");
    }
    LabelLock lock = LabelLock.acquire(history.file().resolveSibling(LOCK));
    try (lock) {
      history.refresh(true);
      recover();
      return work.get();
    }
  }

  private void recover() {
    LabelChange change = history.unfinishedChange();
    if (change == null) {
      if (history.unfinished()) {
        throw TagwrightException.failure(
            "A change of other labels in "
                + folder.getParent()
                + " was interrupted. Open those first, so that it is completed.");
      }
      return;
    }
    try {
      for (ImageChange image : change.images()) {
        files.removeTemporaries(image.stem());
        if (oursOrUntouched(image)) {
          files.write(image.stem(), image.after());
        }
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder, e);
    }
    history.done();
    List<Head> heads = history.heads();
    recovered = heads.get(heads.size() - 1);
  }

  /** Each of an image's two files is as before the change or as after it. */
  private boolean oursOrUntouched(ImageChange image) {
    ImageLabels now;
    try {
      now = files.read(image.stem());
    } catch (TagwrightException e) {
      LOG.warn("The labels of {} are left as somebody else has made them", image.stem(), e);
      return false;
    }
    boolean present = same(now.present(), image.before().present(), image.after().present());
    boolean unknown = same(now.unknown(), image.before().unknown(), image.after().unknown());
    return present && unknown;
  }

  private static boolean same(BitSet now, BitSet before, BitSet after) {
    return now.equals(before) || now.equals(after);
  }

  /** Makes the changes only where all images have the labels on disk that these begin with. */
  private EditResult makeUnlessInConflict(
      Kind kind, long of, String by, List<ImageChange> wanted, Progress progress) {
    List<LabelConflict> conflicts = new ArrayList<>();
    for (ImageChange image : wanted) {
      ImageLabels found = files.read(image.stem());
      if (!found.equals(image.before())) {
        conflicts.add(new LabelConflict(image, found));
      }
    }
    return conflicts.isEmpty()
        ? make(kind, of, by, wanted, progress)
        : new EditResult(null, conflicts);
  }

  private EditResult make(
      Kind kind, long of, String by, List<ImageChange> wanted, Progress progress) {
    List<ImageChange> changes =
        wanted.stream().filter(image -> !image.before().equals(image.after())).toList();
    if (changes.isEmpty()) {
      return EditResult.NOTHING;
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    LabelChange change = new LabelChange(history.nextId(), now, by, kind, of, changes);
    history.begin(change);
    writeAll(changes, progress);
    history.done();
    return new EditResult(change, List.of());
  }

  private void writeAll(List<ImageChange> changes, Progress progress) {
    AtomicReference<@Nullable TagwrightException> failure = new AtomicReference<>();
    RuntimeException thrown;
    try {
      Parallel.map(
          changes.size(),
          "writing labels",
          progress,
          i -> {
            if (failure.get() == null) {
              try {
                files.write(changes.get(i).stem(), changes.get(i).after());
              } catch (IOException e) {
                failure.compareAndSet(null, TagwrightException.cannotWrite(folder, e));
              }
            }
            return true;
          });
      thrown = failure.get();
    } catch (CancellationException e) {
      thrown = e;
    }
    if (thrown != null) {
      takeBack(changes, thrown);
      throw thrown;
    }
  }

  private void takeBack(List<ImageChange> changes, RuntimeException because) {
    try {
      for (ImageChange image : changes) {
        files.write(image.stem(), image.before());
      }
      history.cancel();
    } catch (IOException | TagwrightException e) {
      because.addSuppressed(e);
      throw TagwrightException.failure(
          because.getMessage()
              + " Some of the "
              + changes.size()
              + " images are changed already; the next start completes the change.",
          because);
    }
  }
}
