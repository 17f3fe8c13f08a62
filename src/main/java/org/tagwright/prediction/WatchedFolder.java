package org.tagwright.prediction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.batch.Batch;

/**
 * Labels what arrives in a folder, each image once. It looks at the folder again and again, since a
 * network disk tells nobody what others write to it. An image is taken when it has not changed for
 * {@link #SETTLED}; one that cannot be read is tried again until it has not changed for {@link
 * #DAMAGED}: its writer may only be slow.
 */
final class WatchedFolder {
  static final Duration SETTLED = Duration.ofSeconds(2);
  static final Duration DAMAGED = Duration.ofSeconds(30);

  /** Looking takes at most a tenth of the time, however many images there are. */
  private static final int REST = 10;

  private static final long LEAST_PAUSE_NANOS = Duration.ofMillis(500).toNanos();

  /** Who scores images: a loaded checkpoint. */
  @FunctionalInterface
  interface Scoring {
    void score(List<String> names, Scorer.OnScored then);
  }

  /** Told what has come of the images, and of looks at the folder that failed. */
  interface Listener {
    void labelled(List<WatchLog.Line> lines);

    void cannotLook(String why);
  }

  /** An image that is not labelled yet. */
  private record Waiting(WatchLog.Mark mark, long sinceNanos, long tryNanos) {}

  private final Path folder;
  private final WatchLog log;
  private final Scoring scoring;
  private final List<String> classes;
  private final double[] thresholds;
  private final int batchSize;
  private final Listener listener;
  private final LongSupplier clock;
  private final Map<String, Waiting> waiting = new HashMap<>();
  private String trouble = "";

  /**
   * @param clock nanoseconds, such as {@link System#nanoTime}
   */
  WatchedFolder(
      Path folder,
      WatchLog log,
      Scoring scoring,
      List<String> classes,
      double[] thresholds,
      int batchSize,
      Listener listener,
      LongSupplier clock) {
    this.folder = folder;
    this.log = log;
    this.scoring = scoring;
    this.classes = classes;
    this.thresholds = thresholds;
    this.batchSize = batchSize;
    this.listener = listener;
    this.clock = clock;
  }

  /** Looks and labels until the end is asked for. */
  void run(WatchPrediction.Pause pause) throws InterruptedException {
    long rest = 0;
    while (pause.goOn(rest)) {
      long start = System.nanoTime();
      List<String> ready = look();
      rest = Math.max(LEAST_PAUSE_NANOS, REST * (System.nanoTime() - start));
      for (int from = 0; from < ready.size() && pause.goOn(0); from += batchSize) {
        label(ready.subList(from, Math.min(ready.size(), from + batchSize)));
      }
    }
  }

  /** The images that can be labelled now, in the order of their names. */
  List<String> look() {
    long now = clock.getAsLong();
    List<String> ready = new ArrayList<>();
    try {
      List<String> names = ImageFolder.list(folder);
      waiting.keySet().retainAll(new HashSet<>(names));
      for (String name : names) {
        if (isReady(name, now)) {
          ready.add(name);
        }
      }
      trouble = "";
    } catch (TagwrightException e) {
      // A file has gone while it was looked at, or a network disk is away: later perhaps not.
      if (!trouble.equals(e.getMessage())) {
        trouble = e.getMessage();
        listener.cannotLook(trouble);
      }
    }
    return ready;
  }

  private boolean isReady(String name, long now) {
    WatchLog.Mark mark = mark(name);
    if (mark == null || log.has(name, mark)) {
      waiting.remove(name);
      return false;
    }
    Waiting before = waiting.get(name);
    if (before == null || !before.mark().equals(mark)) {
      waiting.put(name, new Waiting(mark, now, now + SETTLED.toNanos()));
      return false;
    }
    return now - before.tryNanos() >= 0;
  }

  /** {@code null} where it has gone, or cannot be asked now. */
  private WatchLog.@Nullable Mark mark(String name) {
    try {
      return WatchLog.Mark.of(folder.resolve(name));
    } catch (IOException e) {
      return null;
    }
  }

  /** Labels images that are ready, at once. */
  void label(List<String> names) {
    List<WatchLog.Line> lines = new ArrayList<>();
    Map<Path, String> byFile =
        names.stream().collect(Collectors.toMap(folder::resolve, name -> name));
    scoring.score(
        names,
        batch -> {
          for (ScoresFile.Row row : batch.rows()) {
            add(lines, row.fileName(), mark -> line(row, mark));
          }
          for (Batch.BrokenImage image : batch.broken()) {
            String name = Objects.requireNonNull(byFile.get(image.file()));
            if (!tryLater(name)) {
              add(lines, name, mark -> line(name, mark, null, null, image.reason()));
            }
          }
        });
    if (!lines.isEmpty()) {
      log.append(lines);
      listener.labelled(lines);
    }
  }

  /** Whether an image that cannot be read may still be in the making. */
  private boolean tryLater(String name) {
    Waiting image = Objects.requireNonNull(waiting.get(name));
    long now = clock.getAsLong();
    long unchanged = now - image.sinceNanos();
    if (unchanged >= DAMAGED.toNanos()) {
      return false;
    }
    long wait = Math.min(unchanged, DAMAGED.toNanos() - unchanged);
    waiting.put(name, new Waiting(image.mark(), image.sinceNanos(), now + wait));
    return true;
  }

  /** Not where the image has changed or gone while it was read: then it waits anew. */
  private void add(
      List<WatchLog.Line> lines, String name, Function<WatchLog.Mark, WatchLog.Line> made) {
    WatchLog.Mark mark = Objects.requireNonNull(waiting.get(name)).mark();
    if (mark.equals(mark(name))) {
      lines.add(made.apply(mark));
    }
  }

  private WatchLog.Line line(ScoresFile.Row row, WatchLog.Mark mark) {
    Map<String, Float> scores = new LinkedHashMap<>();
    IntStream.range(0, classes.size()).forEach(k -> scores.put(classes.get(k), row.scores()[k]));
    List<String> labels =
        IntStream.of(LabelsJson.labels(row.scores(), thresholds)).mapToObj(classes::get).toList();
    return line(row.fileName(), mark, labels, scores, null);
  }

  private static WatchLog.Line line(
      String name,
      WatchLog.Mark mark,
      @Nullable List<String> labels,
      @Nullable Map<String, Float> scores,
      @Nullable String problem) {
    return new WatchLog.Line(name, mark.bytes(), mark.modifiedMillis(), labels, scores, problem);
  }
}
