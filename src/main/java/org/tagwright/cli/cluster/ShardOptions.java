package org.tagwright.cli.cluster;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cluster.CommandJob;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.prediction.Prediction;
import org.tagwright.prediction.ShardedPrediction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a prediction is divided among processes and machines. */
public final class ShardOptions {
  private static final Pattern SHARD = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Predicts only the I-th of N parts, for --join. A part that is done is not done again.")
  public String shard;

  @Option(
      names = "--join",
      paramLabel = "N",
      description =
          "Joins N parts, computed with the same options, into the files that one process would"
              + " write.")
  Integer join;

  @Option(
      names = "--on",
      paramLabel = "NAME",
      description =
          "Predicts in jobs on the Slurm cluster of that profile, waits for them and joins the"
              + " parts. The same command again does only the parts that are missing.")
  public String on;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "With --on: into how many parts, each a job of an array. Default: 1.")
  Integer shards;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "With --on: how many jobs may run at a time. Default: all.")
  Integer atOnce;

  /** Checks what goes together. */
  public void require(boolean watching) {
    boolean sharded = shard != null || join != null || on != null;
    if ((watching && sharded) || (shard != null && (join != null || on != null))) {
      throw TagwrightException.input(
          "--watch, --shard, and --join or --on cannot be combined: use one of them.");
    }
    if (on == null && (shards != null || atOnce != null)) {
      throw TagwrightException.input("--shards and --at-once need --on.");
    }
    if (atOnce != null && atOnce < 1) {
      throw TagwrightException.input("--at-once is " + atOnce + "; it must be 1 or more.");
    }
  }

  /** Into how many shards the prediction was cut that is to be joined; 0: it is none. */
  public int joined() {
    if (on != null) {
      return shards == null ? 1 : shards;
    }
    return join == null ? 0 : join;
  }

  /** Computes the shard that was asked for; returns the number of its images. */
  public int compute(Prediction.Request request, Prediction.OnPlan onPlan, Progress progress) {
    Matcher words = SHARD.matcher(shard);
    if (!words.matches()) {
      throw TagwrightException.input("--shard is " + shard + "; it must be such as 2/8.");
    }
    return new ShardedPrediction(request, Integer.parseInt(words.group(2)), progress)
        .compute(Integer.parseInt(words.group(1)), onPlan, progress);
  }

  /** Computes the missing shards in jobs; returns the exit code. */
  public int computeOnCluster(Prediction.Request request, CommandSpec spec, boolean quiet)
      throws Exception {
    ShardedPrediction prediction;
    try (CheckProgress progress = new CheckProgress(quiet)) {
      prediction = new ShardedPrediction(request, joined(), progress);
    }
    List<Integer> missing = prediction.missing();
    if (missing.isEmpty()) {
      return 0;
    }
    return new CommandOn(spec, on, prediction.folder(), quiet)
        .each(
            missing,
            atOnce == null ? missing.size() : atOnce,
            "--shard",
            CommandJob.TASK + "/" + joined());
  }
}
