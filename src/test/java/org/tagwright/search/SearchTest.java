package org.tagwright.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.FakeSlurm;
import org.tagwright.common.TagwrightException;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunList;
import org.tagwright.run.RunSummary;

final class SearchTest {
  private static final String RATES =
      "\"training.learningRate\": {\"from\": 1e-5, \"to\": 1e-1, \"log\": true}";

  @TempDir Path folder;
  private SearchFolder lastSearch;
  private final CountingTrainer trainer = new CountingTrainer();

  @BeforeEach
  void aConfigurationOfNineEpochs() throws IOException {
    Files.writeString(
        folder.resolve("base.json"),
        "{\"training\": {\"epochs\": 9}, \"output\": {\"runs\": \"runs\"}}");
  }

  private SearchFolder search(String space, String more) throws IOException {
    Path file = folder.resolve("search.json");
    Files.writeString(
        file,
        "{\"config\": \"base.json\", \"metric\": \"map\", \"space\": {" + space + "}" + more + "}");
    SearchPlan plan = Search.readPlan(file, Budget.UNLIMITED);
    lastSearch = SearchFolder.create(plan, plan.config(Map.of()).output().runs());
    return lastSearch;
  }

  private TrainingPlace place() {
    return new TrainingPlace(new RunService(trainer), null);
  }

  private SearchState work(SearchFolder search) throws InterruptedException {
    return work(search, new SearchListener() {});
  }

  private SearchState work(SearchFolder search, SearchListener listener)
      throws InterruptedException {
    try (Search work = Search.open(search, Budget.UNLIMITED, place(), listener)) {
      work.work();
      return work.state();
    }
  }

  @Test
  void theBestThirdOfEachRungGoesOnAndNoEpochIsTrainedTwice() throws Exception {
    SearchState state = work(search(RATES, ", \"budget\": {\"runs\": 9}"));
    assertThat(state.trials()).hasSize(9);
    assertThat(state.best().orElseThrow().epochs()).isEqualTo(9);
    assertThat(trainer.epochs).doesNotHaveDuplicates();
    assertThat(state.epochs()).isEqualTo(trainer.epochs.size()).isLessThan(9 * 9);
    assertThat(state.trials()).anyMatch(trial -> trial.epochs() == 1);
  }

  @Test
  void aSearchThatIsStoppedAndGoneOnWithFindsTheSameAsOneThatIsNot() throws Exception {
    SearchState whole = work(search(RATES, ", \"budget\": {\"runs\": 14}"));
    trainer.epochs.clear();
    SearchFolder broken = search(RATES, ", \"budget\": {\"runs\": 14}");
    for (int part = 0; part < 4; part++) {
      Search[] self = new Search[1];
      List<Integer> results = new ArrayList<>();
      SearchListener stopAfterFive =
          new SearchListener() {
            @Override
            public void result(Trial trial, SearchState state) {
              results.add(trial.number());
              if (results.size() == 5) {
                self[0].stop();
              }
            }
          };
      self[0] = Search.open(broken, Budget.UNLIMITED, place(), stopAfterFive);
      try (Search search = self[0]) {
        search.work();
      }
      // A kill tears the last line.
      Files.writeString(broken.journal(), "{\"v\":1,\"ti", StandardOpenOption.APPEND);
    }
    SearchState state = work(broken);
    assertThat(state.trials()).extracting(Trial::values).isEqualTo(values(whole));
    assertThat(state.trials())
        .extracting(Trial::scores)
        .isEqualTo(whole.trials().stream().map(Trial::scores).toList());
    assertThat(trainer.epochs).doesNotHaveDuplicates();
  }

  @Test
  void aSearchThatIsKilledAtAnyWriteFindsTheSameAndTrainsNoEpochTwice() throws Exception {
    Files.writeString(
        folder.resolve("base.json"),
        "{\"training\": {\"epochs\": 3}, \"output\": {\"runs\": \"runs\"}}");
    killedAnywhere(2, kill -> kill % 2 == 0);
  }

  @Test
  @Tag("long")
  void alsoWhereItHasManyRungs() throws Exception {
    killedAnywhere(4, kill -> false);
    killedAnywhere(4, kill -> true);
  }

  private void killedAnywhere(int runs, IntPredicate torn) throws Exception {
    String more = ", \"halving\": {\"factor\": 2}, \"budget\": {\"runs\": " + runs + "}";
    SearchState whole = work(search(RATES, more));
    int lines = Files.readAllLines(lastSearch.journal()).size();
    assertThat(lines).isGreaterThan(7 * runs - 1);
    for (int kill = 1; kill <= lines; kill++) {
      trainer.epochs.clear();
      SearchFolder killed = search(RATES, more);
      killAfter(kill, killed);
      if (torn.test(kill)) {
        try (FileChannel file = FileChannel.open(killed.journal(), StandardOpenOption.WRITE)) {
          file.truncate(file.size() - 3);
        }
      }
      SearchState state = work(killed);
      assertThat(values(state)).as("killed at line %d", kill).isEqualTo(values(whole));
      assertThat(state.trials())
          .extracting(Trial::scores)
          .isEqualTo(whole.trials().stream().map(Trial::scores).toList());
      assertThat(trainer.epochs).as("killed at line %d", kill).doesNotHaveDuplicates();
    }
  }

  private void killAfter(int lines, SearchFolder search) throws InterruptedException {
    SearchListener killer =
        new SearchListener() {
          private int written;

          @Override
          public void written() {
            if (++written == lines) {
              throw new Kill();
            }
          }
        };
    try {
      work(search, killer);
    } catch (Kill e) {
      return;
    }
    throw new AssertionError("There was no line " + lines);
  }

  private static final class Kill extends Error {
    private static final long serialVersionUID = 1;
  }

  private static List<Map<String, String>> values(SearchState state) {
    return state.trials().stream().map(Trial::values).toList();
  }

  @Test
  void aFailedTrialIsAResultAndNotTheEnd() throws Exception {
    SearchState state =
        work(search("\"training.batchSize\": [13, 16, 32]", ", \"sampler\": \"grid\""));
    assertThat(state.trials()).hasSize(3);
    assertThat(state.trials())
        .filteredOn(trial -> trial.state() == Trial.State.FAILED)
        .singleElement()
        .satisfies(trial -> assertThat(trial.problem()).contains("Unlucky number"));
    assertThat(state.best()).isPresent();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTrialThatCannotBeSentWhileTheSchedulerIsAwayIsSentLater() throws Exception {
    FakeSlurm slurm = new FakeSlurm(folder.resolve("bin"));
    slurm.goDown();
    RunService service = new RunService(trainer, slurm.runs(ClusterProfiles.in(folder)));
    List<String> problems = new ArrayList<>();
    SearchListener listener =
        new SearchListener() {
          @Override
          public void reachable(String problem) {
            if (problem != null) {
              problems.add(problem);
              slurm.comeBack();
            }
          }
        };
    try (Search search =
        Search.open(
            search(RATES, ", \"budget\": {\"runs\": 1}"),
            Budget.UNLIMITED,
            new TrainingPlace(service, ClusterProfile.named("a100")),
            listener)) {
      CompletableFuture<Void> stop =
          CompletableFuture.runAsync(
              () -> {
                await()
                    .until(
                        () ->
                            RunList.scan(folder.resolve("runs")).stream().anyMatch(this::isInJob));
                search.stop();
              });
      assertThat(search.work()).startsWith("stopped; its jobs train on");
      stop.join();
    }
    assertThat(problems).singleElement().asString().startsWith("Slurm does not answer");
  }

  private boolean isInJob(RunSummary run) {
    return run.job() != null && run.job().id() != null;
  }

  @Test
  void aBudgetOfEpochsIsNotExceeded() throws Exception {
    SearchState state = work(search(RATES, ", \"budget\": {\"epochs\": 30}"));
    assertThat(trainer.epochs).hasSizeBetween(22, 30);
    assertThat(state.epochs()).isEqualTo(trainer.epochs.size());
  }

  @Test
  void aSettingWithoutEffectIsNotSet() throws Exception {
    SearchState state =
        work(
            search(
                "\"training.optimizer\": [\"adam\", \"sgd\"], \"training.momentum\": [0.5, 0.9]",
                ", \"sampler\": \"grid\""));
    assertThat(values(state))
        .containsExactlyInAnyOrder(
            Map.of("training.optimizer", "adam"),
            Map.of("training.optimizer", "sgd", "training.momentum", "0.5"),
            Map.of("training.optimizer", "sgd", "training.momentum", "0.9"));
  }

  @Test
  void wrongInputsAreToldInOneClearMessageEach() {
    String budget = ", \"budget\": {\"runs\": 3}";
    refused("\"training.learninRate\": [1e-3]", budget, "nearest is training.learningRate");
    refused(
        "\"training.learningRate\": {\"from\": 0.1, \"to\": 0.01}", budget, "the range is empty");
    refused(
        "\"training.learningRate\": {\"from\": 0, \"to\": 0.01, \"log\": true}",
        budget,
        "a log range must begin above 0, not at 0");
    refused(RATES, ", \"budget\": {\"runs\": 0}", "budget.runs: must be a whole number");
    refused(RATES, ", \"budget\": {\"hours\": 0}", "budget.hours: must be greater than 0");
    refused(RATES, "", "say when to end");
    refused("\"training.epochs\": [1, 2]", budget, "cannot be searched");
    refused("\"model.backbone\": {\"from\": 1, \"to\": 2}", budget, "is not a number");
    assertThatThrownBy(
            () -> {
              Path file = folder.resolve("other.json");
              Files.writeString(
                  file,
                  "{\"config\": \"base.json\", \"metric\": \"mpa\", \"space\": {"
                      + RATES
                      + "}"
                      + budget
                      + "}");
              Search.readPlan(file, Budget.UNLIMITED);
            })
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("there is no metric \"mpa\"; the nearest is map");
  }

  private void refused(String space, String more, String message) {
    assertThatThrownBy(() -> search(space, more))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("search.json");
  }
}
