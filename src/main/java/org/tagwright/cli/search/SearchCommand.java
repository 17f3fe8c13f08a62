package org.tagwright.cli.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.labels.Samples;
import org.tagwright.queue.RunService;
import org.tagwright.search.Budget;
import org.tagwright.search.Search;
import org.tagwright.search.SearchFolder;
import org.tagwright.search.SearchListener;
import org.tagwright.search.SearchPlan;
import org.tagwright.search.SearchState;
import org.tagwright.search.TrainingPlace;
import org.tagwright.search.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright search}. */
@Command(
    name = "search",
    description = {
      "Searches for good settings: tries configurations, lets the best train on, and shows which"
          + " settings mattered.",
      "Ctrl-C pauses the runs and ends; the same command with the search's folder continues."
          + " docs/search.md describes the file."
    },
    mixinStandardHelpOptions = true)
public final class SearchCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SEARCH.json|SEARCH_FOLDER",
      description = "A search file, or the folder of a search to continue.")
  Path target;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Configurations to try, instead of what the file says.")
  Integer runs;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs to train in all, instead of what the file says.")
  Integer epochs;

  @Option(
      names = "--hours",
      paramLabel = "H",
      description = "Hours to search, instead of what the file says.")
  Double hours;

  @Option(
      names = "--on",
      paramLabel = "PROFILE",
      description =
          "Trains in jobs of this cluster (tagwright cluster), as many at a time as the"
              + " file says (atOnce).")
  String on;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  @Override
  public Integer call() throws Exception {
    Budget more = new Budget(runs, epochs, hours);
    ClusterProfile cluster = on == null ? null : ClusterProfiles.ofPerson().get(on);
    TrainingPlace place = new TrainingPlace(new RunService(), cluster);
    SearchFolder folder = folder(more);
    try (Search search = Search.open(folder, more, place, new Report())) {
      say("Search  %s", folder.path());
      say("Budget  %s", search.budget());
      int done = search.state().trials().size();
      if (done > 0) {
        say("        continues after %s", Units.count(done, "trial"));
      }
      say("");
      return Interruption.heed(
          cluster == null
              ? "The runs pause after their step and save everything. (kill -9 stops at once.)"
              : "The search ends; its jobs train on to their rungs.",
          interruption -> {
            interruption.then(search::stop);
            String reason = search.work();
            say("");
            say("Ended: %s", reason);
            say("");
            say("%s", SearchText.of(search.plan(), search.state()));
            return search.state().best().isPresent() ? 0 : 1;
          });
    }
  }

  private SearchFolder folder(Budget more) {
    if (Files.isDirectory(target)) {
      if (!SearchFolder.isSearch(target)) {
        throw TagwrightException.input(
            target + " is not the folder of a search: it holds no search.json.");
      }
      return new SearchFolder(target);
    }
    SearchPlan plan = Search.readPlan(target, more);
    ExperimentConfig config = plan.config(Map.of());
    try (CheckProgress progress = new CheckProgress(quiet)) {
      // So that problems of the data show now, and not as the failure of every trial.
      Samples.of(config.data(), progress);
    }
    return SearchFolder.create(plan, config.output().runs());
  }

  private void say(String text, Object... arguments) {
    if (!quiet) {
      System.out.println(Units.text(text, arguments));
      System.out.flush();
    }
  }

  private final class Report implements SearchListener {
    private int waiting;
    private @Nullable String unreachable;

    @Override
    public void started(Trial trial, ExperimentConfig config) {
      say("%4d  begins       %s", trial.number(), SearchPlan.title(trial.values()));
    }

    @Override
    public void result(Trial trial, SearchState state) {
      say("%s", SearchText.result(trial, state));
    }

    @Override
    public void waits(Trial trial) {
      if (waiting != trial.number()) {
        waiting = trial.number();
        say(
            "%4d  was paused by somebody else; the search waits until it is resumed: %s",
            trial.number(), trial.run() == null ? "" : trial.run().path());
      }
    }

    @Override
    public void reachable(@Nullable String problem) {
      if (problem != null && unreachable == null) {
        say("      %s It is asked again until it answers.", problem);
      }
      unreachable = problem;
    }
  }
}
