package org.tagwright.ui.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.common.Units;
import org.tagwright.config.Sweep;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.RunQueue;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunList;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.ViewRequest.ShowRun;
import org.tagwright.ui.common.Workbench;

/**
 * What a run would repeat: one of the same configuration that trains, waits or has trained, or only
 * its checkpoint. Both would write to one file.
 *
 * @param count how many of the runs asked for are repeats
 * @param of how many are asked for
 * @param what says what the first of them repeats
 * @param run the folder of that, or {@code null} where there is none
 * @param checkpoint the file of both
 */
record IdenticalRun(int count, int of, String what, RunFolder run, Path checkpoint) {

  private record Earlier(String what, RunFolder run) {}

  /** Looks among the runs and the queue of the runs' folder. Reads the disk. */
  static Optional<IdenticalRun> find(List<Sweep.Variant> runs) {
    Map<Path, Earlier> earlier = earlier(runs.get(0).config().output().runs());
    List<Path> repeated =
        runs.stream()
            .map(run -> CheckpointName.fileOf(run.config()))
            .filter(file -> earlier.containsKey(file) || Files.exists(file))
            .toList();
    return repeated.stream()
        .findFirst()
        .map(
            file -> {
              Earlier first =
                  earlier.getOrDefault(file, new Earlier("Its checkpoint exists already", null));
              return new IdenticalRun(
                  repeated.size(), runs.size(), first.what(), first.run(), file);
            });
  }

  private static Map<Path, Earlier> earlier(Path root) {
    Map<Path, Earlier> earlier = new HashMap<>();
    for (RunSummary run : RunList.scan(root)) {
      if (run.config() != null && run.status() != RunStatus.FAILED) {
        Earlier here = new Earlier("Run " + run.name() + " " + state(run.status()), run.folder());
        boolean now = run.status() == RunStatus.RUNNING;
        earlier.merge(
            CheckpointName.fileOf(run.config()), here, (newer, older) -> now ? older : newer);
      }
    }
    for (QueueEntry entry : new RunQueue(root).entries()) {
      if (entry.waiting()) {
        earlier.putIfAbsent(
            CheckpointName.fileOf(entry.config()), new Earlier("It waits in the queue", null));
      }
    }
    return earlier;
  }

  private static String state(RunStatus status) {
    return switch (status) {
      case RUNNING -> "is training it now";
      case COMPLETED -> "has finished it";
      case QUEUED -> "waits to train it";
      default -> "has begun it and can be resumed";
    };
  }

  private String text() {
    String which =
        of == 1
            ? ""
            : Units.count(
                count,
                "of these %d runs repeats an earlier one: ".formatted(of),
                "of these %d runs repeat earlier ones. The first: ".formatted(of));
    return which
        + what
        + ".\n\nBoth write to "
        + checkpoint.getFileName()
        + ". "
        + (Files.exists(checkpoint)
            ? Forecast.existing(checkpoint)
            : "Of their scores the better one is kept")
        + ".";
  }

  /**
   * @param again what goes on with the repeat, such as "Start again"
   */
  void ask(Workbench workbench, String again, Runnable start) {
    Answer go = new Answer(again, false, start);
    String title = of == 1 ? "Repeat an identical run?" : "Repeat identical runs?";
    if (run == null) {
      workbench.questions().ask(title, text(), go);
    } else {
      Answer show =
          new Answer(
              "Show that run", false, () -> workbench.navigator().go(new ShowRun(run.path())));
      workbench.questions().ask(title, text(), show, go);
    }
  }
}
