package org.tagwright.ui.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.tagwright.search.Budget;
import org.tagwright.search.Search;
import org.tagwright.search.SearchFolder;

/** Writes the folder of a search of three settings, that ended after 40 trials. */
record SearchOnDisk(Path root) {
  private static final int TRIALS = 40;

  void write() {
    try {
      Path file = root.resolveSibling("search.json");
      Files.writeString(root.resolveSibling("base.json"), "{\"training\": {\"epochs\": 9}}");
      Files.writeString(
          file,
          "{\"config\": \"base.json\", \"metric\": \"map\", \"budget\": {\"runs\": 40}, \"space\":"
              + " {\"training.learningRate\": {\"from\": 1e-5, \"to\": 1e-1, \"log\":"
              + " true},\"training.batchSize\": [16, 32, 64], \"training.optimizer\": [\"adamw\","
              + " \"sgd\"],\"training.momentum\": {\"from\": 0.5, \"to\": 0.95}}}");
      SearchFolder folder = SearchFolder.create(Search.readPlan(file, Budget.UNLIMITED), root);
      StringBuilder journal = new StringBuilder();
      line(journal, "\"type\":\"BEGUN\",\"budget\":{\"runs\":40}");
      Random random = new Random(4);
      for (int trial = 1; trial <= TRIALS; trial++) {
        trial(journal, trial, random);
      }
      line(journal, "\"type\":\"ENDED\",\"problem\":\"the budget is used up\"");
      Files.writeString(folder.journal(), journal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void trial(StringBuilder journal, int number, Random random) {
    double rate = Math.pow(10, -5 + 4 * random.nextDouble());
    boolean sgd = random.nextBoolean();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("training.learningRate", String.format(Locale.ROOT, "%.2e", rate));
    values.put("training.batchSize", String.valueOf(16 << random.nextInt(3)));
    values.put("training.optimizer", sgd ? "sgd" : "adamw");
    if (sgd) {
      values.put(
          "training.momentum",
          String.format(Locale.ROOT, "%.2f", 0.5 + random.nextDouble() * 0.45));
    }
    StringBuilder text = new StringBuilder();
    values.forEach(
        (path, value) ->
            text.append(text.isEmpty() ? "" : ",")
                .append('"')
                .append(path)
                .append("\":\"")
                .append(value)
                .append('"'));
    line(journal, "\"type\":\"PROPOSED\",\"trial\":" + number + ",\"values\":{" + text + "}");
    double score =
        0.8 - 0.12 * Math.abs(Math.log10(rate) + 3) - (sgd ? 0.05 : 0) + 0.02 * random.nextDouble();
    boolean end = number % 9 == 0;
    line(
        journal,
        String.format(
            Locale.ROOT,
            "\"type\":\"%s\",\"trial\":%d,\"epoch\":%d,\"score\":%.4f",
            end ? "COMPLETED" : "PAUSED",
            number,
            end ? 9 : 1,
            score));
  }

  private static void line(StringBuilder journal, String fields) {
    journal.append("{\"v\":1,\"time\":\"2026-01-01T00:00:00Z\",").append(fields).append("}\n");
  }
}
