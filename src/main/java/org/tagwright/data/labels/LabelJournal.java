package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.Parallel;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.labels.LabelChange.Head;
import org.tagwright.data.labels.LabelChange.Kind;

/**
 * Makes changes so that a kill at any moment leaves them undone or to be completed: the change is
 * appended to the history, then the files are written, then the history notes that. What fails or
 * is cancelled is taken back; what a kill has interrupted is completed by whoever comes next.
 */
final class LabelJournal {
  private static final Logger LOG = LoggerFactory.getLogger(LabelJournal.class);

  /** More classes than any data set has: an interrupted change is read before its class list. */
  private static final int ANY_CLASS = 1 << 16;

  /** Replaced folders are deleted by the next change of the class list after so long. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final LabelPlaces places;
  private final Path labels;
  private final LabelHistory history;
  private @Nullable Head recovered;

  LabelJournal(LabelPlaces places) {
    this.places = places;
    this.labels = places.labels();
    this.history = places.history();
  }

  LabelHistory history() {
    return history;
  }

  /**
   * The names by class index when a change was made.
   *
   * @param now the names today
   */
  List<String> classesAt(long change, List<String> now) {
    history.refresh(false);
    return history.heads().stream()
        .filter(head -> head.classes() && head.id() > change)
        .findFirst()
        .map(head -> history.read(head.id()).classes())
        .map(ClassChange::before)
        .orElse(now);
  }

  /** The change that was completed because a kill had interrupted it. */
  @Nullable Head recovered() {
    return recovered;
  }

  /** Does it under the lock, after what others have done and left undone. */
  <T> T changing(Supplier<T> work) {
    LabelLock lock = LabelLock.acquire(places.lock());
    try (lock) {
      history.refresh(true);
      recover();
      if (!Files.isDirectory(labels)) {
        throw TagwrightException.failure(
            "The label folder " + labels + " has vanished; nothing was changed.");
      }
      return work.get();
    }
  }

  private void recover() {
    LabelChange change = history.unfinishedChange();
    if (change == null) {
      if (history.unfinished()) {
        throw TagwrightException.failure(
            "A change of other labels in "
                + labels.getParent()
                + " was interrupted. Open those first, so that it is completed.");
      }
      return;
    }
    try {
      if (change.classes() != null) {
        finish(change);
      } else {
        finish(change.images());
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(labels, e);
    }
    history.done();
    List<Head> heads = history.heads();
    recovered = heads.get(heads.size() - 1);
  }

  private void finish(List<ImageChange> images) throws IOException {
    ImageLabelFiles files = new ImageLabelFiles(labels, places.unknown(), ANY_CLASS);
    for (ImageChange image : images) {
      files.removeTemporaries(image.stem());
      try {
        if (files.areOf(image)) {
          files.write(image.stem(), image.after());
        }
      } catch (TagwrightException e) {
        LOG.warn("The labels of {} are left as somebody else has made them", image.stem(), e);
      }
    }
  }

  /** Makes a change of images, which have on disk the labels that it begins with. */
  LabelChange make(
      ImageLabelFiles files,
      Kind kind,
      long of,
      String by,
      List<ImageChange> images,
      Progress progress) {
    LabelChange change = change(kind, of, by, images, null);
    history.begin(change);
    try {
      Parallel.map(
          images.size(),
          "writing labels",
          progress,
          i -> {
            try {
              files.write(images.get(i).stem(), images.get(i).after());
              return true;
            } catch (IOException e) {
              throw TagwrightException.cannotWrite(labels, e);
            }
          });
    } catch (TagwrightException | CancellationException e) {
      takeBack(
          e,
          () -> {
            for (ImageChange image : images) {
              files.write(image.stem(), image.before());
            }
          });
      throw e;
    }
    history.done();
    return change;
  }

  /** Changes the class list, and all labels where their indices change. */
  LabelChange make(Kind kind, long of, String by, ClassChange asked, Progress progress) {
    long id = history.nextId();
    boolean renumbers = !asked.keepsIndices();
    // Where indices stay, a folder changes that has a copy of the list.
    List<String> beside =
        places.beside(asked.before()).stream()
            .filter(name -> renumbers || ClassFiles.hasOwn(places.beside(name)))
            .toList();
    ClassChange wanted = asked.with(beside);
    List<FolderSwap> swaps = swaps(wanted, id);
    try {
      for (FolderSwap swap : swaps) {
        swap.delete();
        swap.deleteAbandoned(Instant.now().minus(KEPT));
      }
      ClassChange classes = wanted;
      if (renumbers) {
        RenumberedLabels all =
            RenumberedLabels.read(places, beside, wanted.before().size(), progress);
        classes =
            wanted.losing(
                IntStream.range(0, wanted.to().size())
                    .filter(wanted::loses)
                    .mapToObj(all::members)
                    .flatMap(List::stream)
                    .toList());
        all.write(wanted, id, progress);
      }
      LabelChange change = change(kind, of, by, List.of(), classes);
      history.begin(change);
      try {
        finish(change);
      } catch (IOException e) {
        TagwrightException thrown = TagwrightException.cannotWrite(labels, e);
        takeBack(
            thrown,
            () -> {
              writeClasses(wanted.before(), wanted);
              for (FolderSwap swap : swaps) {
                swap.takeBack();
              }
            });
        throw thrown;
      }
      history.done();
      return change;
    } catch (IOException e) {
      swaps.forEach(FolderSwap::delete);
      throw TagwrightException.cannotWrite(labels.resolveSibling(""), e);
    } catch (RuntimeException e) {
      if (!history.unfinished()) {
        swaps.forEach(FolderSwap::delete);
      }
      throw e;
    }
  }

  /** Can be repeated after a kill at any place. */
  private void finish(LabelChange change) throws IOException {
    ClassChange classes = Objects.requireNonNull(change.classes());
    for (FolderSwap swap : swaps(classes, change.id())) {
      swap.swap();
    }
    writeClasses(classes.after(), classes);
  }

  private void writeClasses(List<String> names, ClassChange change) throws IOException {
    places.classFiles().write(names, change.folders().stream().map(places::beside).toList());
  }

  private List<FolderSwap> swaps(ClassChange change, long id) {
    List<FolderSwap> swaps = new ArrayList<>();
    swaps.add(FolderSwap.of(labels, id));
    swaps.add(FolderSwap.of(places.unknown(), id));
    change.folders().forEach(name -> swaps.add(FolderSwap.of(places.beside(name), id)));
    return swaps;
  }

  private LabelChange change(
      Kind kind, long of, String by, List<ImageChange> images, @Nullable ClassChange classes) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new LabelChange(history.nextId(), now, by, kind, of, images, classes);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void takeBack(RuntimeException because, Step step) {
    try {
      step.run();
      history.cancel();
    } catch (IOException | TagwrightException e) {
      because.addSuppressed(e);
      throw TagwrightException.failure(
          because.getMessage()
              + " What is done of the change could not be taken back; it is completed the next"
              + " time that these labels are opened.",
          because);
    }
  }
}
