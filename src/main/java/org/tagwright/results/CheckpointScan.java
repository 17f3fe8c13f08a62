package org.tagwright.results;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.Notes;
import org.tagwright.checkpoint.Revalidation;
import org.tagwright.common.TagwrightException;

/**
 * Finds the checkpoints below a folder and reads what they say of themselves, never their weights.
 *
 * <p>{@code best_model.pt} is a copy of another checkpoint, so it is left out unless nothing else
 * is there. One instance remembers what it read: a second scan opens only files whose size or time
 * has changed.
 */
public final class CheckpointScan {
  /** Every {@code .pt} file at any depth. */
  public static final String DEFAULT_GLOB = "**/*.pt";

  private static final String COPY_OF_BEST = "best_model.pt";
  private static final long BATCH_MILLIS = 100;
  private static final int MOST_WAITING = 1000;

  /** More than cores: where files come from a disk, most of the time is spent waiting for it. */
  private static final int READERS = 8;

  private final int threads;
  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  /** Whether a file is the copy of the best checkpoint, which the next better one replaces. */
  public static boolean isCopyOfBest(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (!file.getFileName().toString().equals(COPY_OF_BEST)) {
      return false;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.anyMatch(other -> isNamedLikeOne(other) && !other.endsWith(COPY_OF_BEST));
    } catch (IOException | UncheckedIOException e) {
      throw TagwrightException.failure("Cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  public CheckpointScan() {
    this(READERS);
  }

  CheckpointScan(int threads) {
    this.threads = threads;
  }

  /** Whether a file has the name of a checkpoint. */
  public static boolean isNamedLikeOne(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".pt");
  }

  /** A file that is no checkpoint we can read, and why. */
  public record Unreadable(Path file, String reason) {}

  /** What was found, of the whole scan or since the last batch; in the order of the walk. */
  public record Found(List<CheckpointRow> rows, List<Unreadable> unreadable) {
    public Found {
      rows = List.copyOf(rows);
      unreadable = List.copyOf(unreadable);
    }
  }

  private record Known(long bytes, Instant modified, long revalidated, long noted, Found found) {}

  /**
   * Scans and returns all that was found, or what was found until {@code cancelled}.
   *
   * @param glob of paths below {@code root}
   * @param onBatch gets what is new about ten times a second, on the calling thread
   * @throws TagwrightException when there is no such folder or the glob is wrong
   */
  public Found scan(Path root, String glob, Consumer<Found> onBatch, BooleanSupplier cancelled) {
    Path folder = root.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw TagwrightException.input(
          Files.exists(folder)
              ? folder + " is a file, not a folder of checkpoints."
              : "There is no folder %s. Train something first, or name the folder of the checkpoints with --root."
                  .formatted(folder));
    }
    Walk walk = new Walk(folder, matchers(folder, glob), onBatch, cancelled);
    try {
      return walk.run();
    } finally {
      if (!cancelled.getAsBoolean()) {
        known.keySet().removeIf(f -> f.startsWith(folder) && !walk.seen.contains(f));
      }
    }
  }

  /**
   * The same with every {@code .pt} file at any depth, and with all that was found so far told
   * instead of what is new.
   */
  public Found scan(Path root, Consumer<Found> soFar, BooleanSupplier cancelled) {
    List<CheckpointRow> rows = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    return scan(
        root,
        DEFAULT_GLOB,
        batch -> {
          rows.addAll(batch.rows());
          unreadable.addAll(batch.unreadable());
          soFar.accept(new Found(rows, unreadable));
        },
        cancelled);
  }

  private static List<PathMatcher> matchers(Path folder, String glob) {
    List<PathMatcher> matchers = new ArrayList<>();
    try {
      matchers.add(folder.getFileSystem().getPathMatcher("glob:" + glob));
      if (glob.startsWith("**/")) {
        // Java's "**/" asks for at least one folder; people mean "or none".
        matchers.add(folder.getFileSystem().getPathMatcher("glob:" + glob.substring(3)));
      }
    } catch (PatternSyntaxException e) {
      throw TagwrightException.input(
          "The pattern \"%s\" is wrong: %s. Write for example %s or resnet*/*.pt."
              .formatted(glob, e.getDescription(), DEFAULT_GLOB),
          e);
    }
    return matchers;
  }

  /** Reads one file; both lists are empty when it has vanished meanwhile. */
  private Found read(Path root, Path file, BasicFileAttributes attributes) {
    long bytes = attributes.size();
    Instant modified = attributes.lastModifiedTime().toInstant();
    Known before = known.get(file);
    long revalidated = Revalidation.fileOf(file).toFile().lastModified(); // 0 where there is none
    File notes = Notes.fileOf(file).toFile();
    // With the size, since some disks keep whole seconds.
    long noted = notes.lastModified() * 31 + notes.length();
    if (before != null
        && before.noted() == noted
        && before.bytes() == bytes
        && before.modified().equals(modified)
        && before.revalidated() == revalidated) {
      return before.found();
    }
    Found found;
    try {
      CheckpointMetadata metadata = CheckpointMetadata.read(file);
      found =
          new Found(
              List.of(CheckpointValues.row(root, file, bytes, modified, metadata)), List.of());
    } catch (TagwrightException e) {
      if (Files.notExists(file)) {
        return new Found(List.of(), List.of());
      }
      found = new Found(List.of(), List.of(new Unreadable(file, e.getMessage())));
    }
    known.put(file, new Known(bytes, modified, revalidated, noted, found));
    return found;
  }

  /** One scan: walks on the calling thread, reads on others, hands over in the walk's order. */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<PathMatcher> matchers;
    private final Consumer<Found> onBatch;
    private final BooleanSupplier cancelled;
    private final ExecutorService readers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "checkpoint-reader");
              thread.setDaemon(true);
              return thread;
            });
    private final Deque<Future<Found>> waiting = new ArrayDeque<>();
    private final Map<Path, BasicFileAttributes> copiesOfBest = new LinkedHashMap<>();
    private final Set<Path> seen = new HashSet<>();
    private final List<CheckpointRow> rows = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private int rowsTold;
    private int unreadableTold;
    private long toldAt = System.nanoTime();

    Walk(
        Path root, List<PathMatcher> matchers, Consumer<Found> onBatch, BooleanSupplier cancelled) {
      this.root = root;
      this.matchers = matchers;
      this.onBatch = onBatch;
      this.cancelled = cancelled;
    }

    Found run() {
      try {
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
        if (seen.isEmpty()) {
          copiesOfBest.forEach(this::submit);
        }
        while (!waiting.isEmpty() && !cancelled.getAsBoolean()) {
          takeFirst();
        }
        tell();
        return new Found(rows, unreadable);
      } catch (IOException e) {
        throw TagwrightException.failure(
            "The folder %s cannot be read: %s".formatted(root, e.getMessage()), e);
      } finally {
        readers.shutdownNow();
      }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Path relative = root.relativize(file);
      if (matchers.stream().anyMatch(m -> m.matches(relative))) {
        if (file.getFileName().toString().equals(COPY_OF_BEST)) {
          copiesOfBest.put(file, attributes);
        } else {
          submit(file, attributes);
        }
        while (!waiting.isEmpty() && (waiting.size() > MOST_WAITING || waiting.peek().isDone())) {
          takeFirst();
        }
      }
      return cancelled.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException error) {
      if (!(error instanceof FileSystemLoopException)) {
        unreadable.add(new Unreadable(file, "It cannot be read: " + error.getMessage()));
      }
      return FileVisitResult.CONTINUE;
    }

    private void submit(Path file, BasicFileAttributes attributes) {
      seen.add(file);
      waiting.add(readers.submit(() -> read(root, file, attributes)));
    }

    private void takeFirst() {
      try {
        Found found = waiting.remove().get();
        rows.addAll(found.rows());
        unreadable.addAll(found.unreadable());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw TagwrightException.failure("The scan of " + root + " was interrupted.", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
      if (System.nanoTime() - toldAt > BATCH_MILLIS * 1_000_000) {
        tell();
      }
    }

    private void tell() {
      if (rowsTold < rows.size() || unreadableTold < unreadable.size()) {
        onBatch.accept(
            new Found(
                rows.subList(rowsTold, rows.size()),
                unreadable.subList(unreadableTold, unreadable.size())));
        rowsTold = rows.size();
        unreadableTold = unreadable.size();
      }
      toldAt = System.nanoTime();
    }
  }
}
