package org.tagwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tagwright.common.Folders;
import org.tagwright.common.Progress;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.metric.Metric;
import org.tagwright.queue.RunService;
import org.tagwright.queue.Trainer;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.search.Budget;
import org.tagwright.search.Search;
import org.tagwright.search.SearchFolder;
import org.tagwright.search.SearchListener;
import org.tagwright.search.SearchPlan;
import org.tagwright.search.SearchState;
import org.tagwright.search.TrainingPlace;
import org.tagwright.train.TrainingRun;

/**
 * Compares ways to search by replay, for docs/search.md: every configuration of a grid is trained
 * once, and a search then reads off what its runs would have got.
 *
 * <pre>{@code
 * java -cp … org.tagwright.bench.SearchReplay grid SWEEP.json CURVES.csv
 * java -cp … org.tagwright.bench.SearchReplay compare SWEEP.json CURVES.csv REPETITIONS
 * }</pre>
 *
 * {@code grid} goes on where it was: what {@code CURVES.csv} has is not trained again.
 */
public final class SearchReplay {
  private final Sweep sweep;
  private final Map<String, double[]> curves = new LinkedHashMap<>();

  private SearchReplay(Sweep sweep, Path file) throws IOException {
    this.sweep = sweep;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(";", 2);
        curves.put(
            parts[0],
            Arrays.stream(parts[1].split(" ")).mapToDouble(Double::parseDouble).toArray());
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[2]);
    SearchReplay replay = new SearchReplay(Sweep.read(Path.of(arguments[1]), null), file);
    if (arguments[0].equals("grid")) {
      replay.trainGrid(file);
    } else {
      replay.compare(Integer.parseInt(arguments[3]));
    }
  }

  private String key(ExperimentConfig config) {
    return sweep.axes().keySet().stream()
        .map(path -> path.substring(path.indexOf('.') + 1) + "=" + Catalogue.get(path).text(config))
        .collect(Collectors.joining(", "));
  }

  private void trainGrid(Path file) throws IOException {
    for (Sweep.Variant variant : sweep.variants()) {
      String key = key(variant.config());
      if (curves.containsKey(key)) {
        continue;
      }
      RunFolder run = RunFolder.create(variant.config());
      TrainingRun.start(run, Progress.NONE);
      String curve =
          RunState.read(run).epochs().stream()
              .map(epoch -> String.format(Locale.ROOT, "%.4f", epoch.metrics().get(Metric.MAP)))
              .collect(Collectors.joining(" "));
      Files.writeString(
          file, key + ";" + curve + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      Folders.delete(run.path());
      System.out.println(key + ";" + curve);
    }
  }

  /** ASHA and TPE with the epochs of 20 whole trainings against random search with 40. */
  private void compare(int repetitions) throws Exception {
    int epochs = sweep.variants().get(0).config().training().epochs();
    double[] all =
        curves.values().stream()
            .mapToDouble(curve -> Arrays.stream(curve).max().orElseThrow())
            .sorted()
            .toArray();
    System.out.printf(
        Locale.ROOT, "%d configurations, best %.4f%n", all.length, all[all.length - 1]);
    report("random, 40 trainings", repetitions, "random", false, 40 * epochs, all);
    report("random, 20 trainings", repetitions, "random", false, 20 * epochs, all);
    report("TPE, 20 trainings", repetitions, "tpe", false, 20 * epochs, all);
    report("ASHA + random, 20", repetitions, "random", true, 20 * epochs, all);
    report("ASHA + TPE, 20", repetitions, "tpe", true, 20 * epochs, all);
  }

  private void report(
      String name, int repetitions, String sampler, boolean halving, int epochs, double[] all)
      throws Exception {
    double[] best = new double[repetitions];
    for (int seed = 0; seed < repetitions; seed++) {
      SearchState state = search(sampler, halving, epochs, seed);
      if (state.epochs() > epochs) {
        throw new IllegalStateException(state.epochs() + " epochs");
      }
      best[seed] = state.best().orElseThrow().score();
    }
    Arrays.sort(best);
    double median = best[repetitions / 2];
    long better = Arrays.stream(all).filter(score -> score > median).count();
    System.out.printf(
        Locale.ROOT,
        "%-22s median %.4f (quartiles %.4f to %.4f, %.4f to %.4f), %d of the grid are better%n",
        name,
        median,
        best[repetitions / 4],
        best[repetitions - 1 - repetitions / 4],
        best[0],
        best[repetitions - 1],
        better);
  }

  private SearchState search(String sampler, boolean halving, int epochs, int seed)
      throws Exception {
    Path folder = Files.createTempDirectory("replay");
    try {
      ExperimentConfig base = sweep.variants().get(0).config();
      Path config = folder.resolve("base.json");
      Files.writeString(
          config,
          ConfigJson.write(ConfigJson.with(base, "output.runs", folder.resolve("r").toString())));
      String space =
          sweep.axes().entrySet().stream()
              .map(
                  axis ->
                      axis.getValue().stream()
                          .collect(
                              Collectors.joining(
                                  "\", \"", "\"" + axis.getKey() + "\": [\"", "\"]")))
              .collect(Collectors.joining(", "))
              .replaceAll("\"([0-9.e-]+)\"", "$1");
      Path file = folder.resolve("search.json");
      Files.writeString(
          file,
          String.format(
              Locale.ROOT,
              "{\"config\": \"base.json\", \"space\": {%s}, \"metric\": \"map\", \"sampler\":"
                  + " \"%s\", %s \"budget\": {\"epochs\": %d}, \"seed\": %d}",
              space,
              sampler,
              halving ? "" : "\"halving\": false,",
              epochs,
              seed));
      SearchPlan plan = Search.readPlan(file, Budget.UNLIMITED);
      SearchFolder search = SearchFolder.create(plan, folder.resolve("r"));
      TrainingPlace place = new TrainingPlace(new RunService(new Player()), null);
      try (Search work = Search.open(search, Budget.UNLIMITED, place, new SearchListener() {})) {
        work.work();
        return work.state();
      }
    } finally {
      Folders.delete(folder);
    }
  }

  /** Writes the events that a run would have written. */
  private final class Player implements Trainer {
    @Override
    public void launch(RunFolder run, List<String> arguments) {
      ExperimentConfig config = run.config();
      double[] curve = curves.get(key(config));
      if (curve == null) {
        throw new IllegalStateException("no curve of " + key(config));
      }
      int done = RunState.read(run).lastEpoch().map(RunEvent.EpochFinished::epoch).orElse(0);
      try (EventLog log = EventLog.open(run)) {
        if (done == 0) {
          log.append(
              new RunEvent.Started(
                  curve.length, 8, 2, List.of("a"), "replay", "cpu", "fp32", 1, Metric.MAP, 1));
        } else {
          log.append(new RunEvent.Resumed(done, 0, curve.length, "cpu", "fp32", 1));
        }
        for (int epoch = done + 1; epoch <= curve.length; epoch++) {
          log.append(finished(epoch, curve[epoch - 1]));
          if (epoch < curve.length && run.requests().pauseRequestedAfter(epoch)) {
            log.append(new RunEvent.Paused(epoch));
            return;
          }
        }
        log.append(new RunEvent.Completed(curve.length, 1, 0, "all epochs"));
      }
    }

    private RunEvent finished(int epoch, double score) {
      return new RunEvent.EpochFinished(
          epoch,
          1,
          1.0,
          Map.of(Metric.MAP, score),
          Map.of(),
          0.5,
          new ArrayList<>(),
          List.of(),
          1e-4,
          1e-4,
          false,
          0.1,
          100,
          0,
          1);
    }

    @Override
    public boolean kill(RunFolder run) {
      return false;
    }
  }
}
