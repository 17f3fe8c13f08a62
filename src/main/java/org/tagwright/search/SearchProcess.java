package org.tagwright.search;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;
import org.tagwright.process.FailureMessage;
import org.tagwright.run.RunFolder;
import org.tagwright.run.job.RunJob;

/** Searches in a process of its own, which outlives the window that starts it. */
public final class SearchProcess {
  private static final long BETWEEN_LOOKS_MILLIS = 100;

  private SearchProcess() {}

  /**
   * Begins a search and waits until it works; what it prints goes to its log.
   *
   * @param cluster the profile that its runs train on, or {@code null}: this computer
   * @throws TagwrightException with the end of its log where it ends before it has searched
   */
  public static void start(SearchFolder folder, @Nullable String cluster)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("search", folder.path().toString()));
    if (cluster != null) {
      arguments.addAll(List.of("--on", cluster));
    }
    long before = journalBytes(folder);
    Process process = new ChildProcess().start(arguments, folder.log());
    while (!folder.isWorkedOn()) {
      boolean ended = process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
      if (ended && process.exitValue() != 0 && journalBytes(folder) == before) {
        throw TagwrightException.failure(
            "The search could not begin:\n"
                + FailureMessage.in(folder.log())
                + "\n\nIts log is "
                + folder.log()
                + ".");
      }
      if (ended) {
        return;
      }
    }
  }

  private static long journalBytes(SearchFolder folder) throws IOException {
    return Files.exists(folder.journal()) ? Files.size(folder.journal()) : 0;
  }

  /** Continues a search where its newest run was trained: on this computer or a cluster. */
  public static void resume(SearchFolder folder) throws IOException, InterruptedException {
    Optional<RunFolder> newest =
        Journal.read(folder.journal(), folder.runsRoot()).trials().stream()
            .map(Trial::run)
            .filter(Objects::nonNull)
            .reduce((first, second) -> second);
    start(folder, newest.flatMap(run -> RunJob.read(run.job())).map(RunJob::profile).orElse(null));
  }
}
