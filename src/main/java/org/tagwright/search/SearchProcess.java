package org.tagwright.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tagwright.process.ChildProcess;
import org.tagwright.run.RunFolder;
import org.tagwright.run.job.RunJob;

/** Searches in a process of its own, which outlives the window that starts it. */
public final class SearchProcess {
  private SearchProcess() {}

  /**
   * Begins a search; what it prints goes to its log.
   *
   * @param cluster the profile that its runs train on, or {@code null}: this computer
   */
  public static void start(SearchFolder folder, @Nullable String cluster) {
    List<String> arguments = new ArrayList<>(List.of("search", folder.path().toString()));
    if (cluster != null) {
      arguments.addAll(List.of("--on", cluster));
    }
    new ChildProcess().start(arguments, folder.log());
  }

  /** Continues a search where its newest run was trained: on this computer or a cluster. */
  public static void resume(SearchFolder folder) {
    Optional<RunFolder> newest =
        Journal.read(folder.journal(), folder.runsRoot()).trials().stream()
            .map(Trial::run)
            .filter(Objects::nonNull)
            .reduce((first, second) -> second);
    start(folder, newest.flatMap(run -> RunJob.read(run.job())).map(RunJob::profile).orElse(null));
  }
}
