package org.tagwright.queue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;

/**
 * Runs that are to be done one after another: a file under the runs folder, which every window and
 * terminal reads and edits, and one {@link QueueWorker} at a time works on.
 */
public final class RunQueue {
  /** Within one process the operating system's locks do not tell threads apart. */
  private static final Object EDITING = new Object();

  private final Path runsRoot;
  private final Path folder;
  private final QueueFile file;

  public RunQueue(Path runsRoot) {
    this.runsRoot = runsRoot.toAbsolutePath().normalize();
    folder = this.runsRoot.resolve("queue");
    file = new QueueFile(folder.resolve("queue.json"));
  }

  /** The entries in their order: what is being worked on, then what waits. */
  public List<QueueEntry> entries() {
    return file.read();
  }

  public Optional<QueueEntry> entry(String id) {
    return entries().stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  /**
   * Puts a run at the end.
   *
   * @throws TagwrightException where the configuration will not do
   */
  public QueueEntry add(String title, ExperimentConfig config) {
    return addAll(List.of(new Sweep.Variant(title, config))).get(0);
  }

  /** Puts a sweep's runs at the end, all or, where one of them will not do, none. */
  public List<QueueEntry> addAll(Collection<Sweep.Variant> variants) {
    List<QueueEntry> added = new ArrayList<>();
    for (Sweep.Variant variant : variants) {
      String title =
          variant.name().isEmpty() ? variant.config().model().backbone() : variant.name();
      ConfigCheck.require(variant.config(), title);
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      String id = UUID.randomUUID().toString();
      added.add(new QueueEntry(id, title, now, variant.config(), null, null));
    }
    edit(
        entries -> {
          entries.addAll(added);
          return entries;
        });
    return added;
  }

  /** Takes an entry out. One that is running is not touched: stop the run instead. */
  public void remove(String id) {
    edit(
        entries -> {
          entries.removeIf(entry -> entry.id().equals(id) && !entry.begun());
          return entries;
        });
  }

  /** Takes everything out that has not begun. */
  public void clear() {
    edit(
        entries -> {
          entries.removeIf(entry -> !entry.begun());
          return entries;
        });
  }

  /**
   * Moves an entry to a place among all entries, counted from 0. What has begun stays in front of
   * what has not. An entry that is gone meanwhile is no error.
   */
  public void move(String id, int place) {
    edit(
        entries -> {
          int from = indexOf(entries, id);
          if (from >= 0 && !entries.get(from).begun()) {
            QueueEntry moved = entries.remove(from);
            int begun = (int) entries.stream().filter(QueueEntry::begun).count();
            entries.add(Math.max(begun, Math.min(place, entries.size())), moved);
          }
          return entries;
        });
  }

  Path runsRoot() {
    return runsRoot;
  }

  /** Whether some window or terminal works on the queue now. */
  public boolean isWorkedOn() {
    return RunLock.isHeld(workerLock());
  }

  Path workerLock() {
    return folder.resolve("worker.lock");
  }

  /** Makes the entry's run, unless the entry is gone meanwhile. */
  Optional<RunFolder> begin(String id, Supplier<RunFolder> prepare) {
    AtomicReference<RunFolder> begun = new AtomicReference<>();
    replace(
        id,
        entry -> {
          RunFolder run = prepare.get();
          begun.set(run);
          return entry.withRun(run);
        });
    return Optional.ofNullable(begun.get());
  }

  void setProblem(String id, String message) {
    replace(id, entry -> entry.withProblem(message));
  }

  /** Forgets an entry whose run has ended. */
  void finished(String id) {
    edit(
        entries -> {
          entries.removeIf(entry -> entry.id().equals(id));
          return entries;
        });
  }

  private void replace(String id, UnaryOperator<QueueEntry> change) {
    edit(
        entries -> {
          entries.replaceAll(entry -> entry.id().equals(id) ? change.apply(entry) : entry);
          return entries;
        });
  }

  private static int indexOf(List<QueueEntry> entries, String id) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** Changes the file while nobody else does. */
  private void edit(UnaryOperator<List<QueueEntry>> change) {
    synchronized (EDITING) {
      RunLock lock =
          RunLock.tryAcquire(folder.resolve("edit.lock"))
              .orElseThrow(
                  () ->
                      TagwrightException.failure(
                          "The queue in "
                              + folder
                              + " is being changed by another process. Try again."));
      try {
        List<QueueEntry> old = file.read();
        List<QueueEntry> changed = change.apply(new ArrayList<>(old));
        if (!changed.equals(old)) {
          file.write(changed);
        }
      } finally {
        lock.close();
      }
    }
  }
}
