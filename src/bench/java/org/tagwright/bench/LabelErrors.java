package org.tagwright.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.common.Progress;
import org.tagwright.common.SplitMix;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.OutputSettings;
import org.tagwright.config.Sweep;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.LabelFile;
import org.tagwright.data.Split;
import org.tagwright.data.StemList;
import org.tagwright.evaluation.EvaluationService;
import org.tagwright.evaluation.EvaluationSummary;
import org.tagwright.metric.Metric;
import org.tagwright.prediction.ChildPrediction;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.QueueWorker;
import org.tagwright.queue.RunQueue;
import org.tagwright.queue.RunService;
import org.tagwright.suspects.FoldRuns;
import org.tagwright.suspects.SuspectLabel;
import org.tagwright.suspects.SuspectList;
import org.tagwright.suspects.SuspectSearch;

/**
 * How many of the errors that were planted in the labels of a demo set are among the suspects, and
 * what fixing them is worth on clean test images.
 *
 * <pre>{@code
 * tagwright data demo --dir DATA --train 1600 --test 600 --size 64 --classes 8
 * java -cp target/test-classes:target/classes:$(cat target/classpath) \
 *     org.tagwright.bench.LabelErrors CONFIG.json SEED [CHECKPOINT]
 * }</pre>
 *
 * The configuration's labels are taken for right. 2% of them are removed, and as many wrong ones
 * added, at random places, in a copy of the label folder. Then the data set is trained on with
 * errors, with those errors fixed that a person finds who checks as many suspects as there are
 * errors, and without any. With a checkpoint its scores take the place of those out of fold, and
 * nothing is trained.
 */
public final class LabelErrors {
  private static final double SHARE = 0.02;
  private static final int FOLDS = 3;

  private final ExperimentConfig config;
  private final long seed;
  private final DatasetIndex clean;

  private LabelErrors(ExperimentConfig config, long seed) {
    this.config = config;
    this.seed = seed;
    this.clean = DatasetCheck.run(config.data(), Progress.NONE).usable(config.data().onProblem());
  }

  public static void main(String[] args) throws InterruptedException {
    long seed = Long.parseLong(args[1]);
    ExperimentConfig config =
        ConfigJson.with(ConfigJson.read(Path.of(args[0])), "training.seed", args[1]);
    LabelErrors errors = new LabelErrors(config, seed);
    BitSet[] labels = bits(errors.clean);
    Set<Long> planted = errors.plant(labels);
    ExperimentConfig noisy = errors.with("noisy", labels);
    if (args.length > 2) {
      SuspectSearch search = new SuspectSearch(new ChildPrediction());
      curve(search.byCheckpoint(noisy, Path.of(args[2]), Progress.NONE).list(), planted);
    } else {
      errors.train(noisy, planted);
    }
  }

  private void train(ExperimentConfig noisy, Set<Long> planted) throws InterruptedException {
    DatasetIndex index =
        DatasetCheck.run(noisy.data(), Progress.NONE).usable(config.data().onProblem());
    FoldRuns folds = FoldRuns.of(noisy, index, FOLDS, false);
    RunQueue queue = new RunQueue(config.output().runs());
    workOff(queue, folds.enqueueMissing(queue));
    SuspectList suspects =
        SuspectList.of(folds.scores(index, new ChildPrediction(), Progress.NONE));
    curve(suspects, planted);
    BitSet[] fixed = bits(index);
    for (SuspectLabel suspect : first(suspects, planted.size())) {
      if (planted.contains(cell(suspect.sample(), suspect.classIndex()))) {
        fixed[suspect.sample()].flip(suspect.classIndex());
      }
    }
    ExperimentConfig repaired = with("fixed", fixed);
    ExperimentConfig right = with("clean", bits(clean));
    List<Sweep.Variant> variants = new ArrayList<>();
    for (ExperimentConfig each : List.of(noisy, repaired, right)) {
      if (!Files.exists(CheckpointName.fileOf(each))) {
        variants.add(new Sweep.Variant(each.data().trainLabels().toString(), each));
      }
    }
    if (!variants.isEmpty()) {
      workOff(queue, queue.addAll(variants));
    }
    for (ExperimentConfig each : List.of(noisy, repaired, right)) {
      evaluate(each);
    }
  }

  private long cell(int sample, int classIndex) {
    return (long) sample * clean.classes() + classIndex;
  }

  private static List<SuspectLabel> first(SuspectList suspects, int count) {
    return suspects.labels().subList(0, Math.min(count, suspects.labels().size()));
  }

  /** Removes and adds labels; returns the cells that are wrong now. */
  private Set<Long> plant(BitSet[] labels) {
    List<Long> present = new ArrayList<>();
    List<Long> absent = new ArrayList<>();
    for (int sample = 0; sample < clean.size(); sample++) {
      for (int c = 0; c < clean.classes(); c++) {
        (labels[sample].get(c) ? present : absent).add(cell(sample, c));
      }
    }
    int count = (int) Math.round(present.size() * SHARE);
    SplitMix random = SplitMix.of(seed, 17);
    Set<Long> planted = new HashSet<>(drawn(present, count, random));
    planted.addAll(drawn(absent, count, random));
    for (long cell : planted) {
      labels[(int) (cell / clean.classes())].flip((int) (cell % clean.classes()));
    }
    System.out.printf(
        "%nSeed %d: %,d images, %,d labels of %d classes; %d removed, %d wrong ones added%n%n",
        seed, clean.size(), present.size(), clean.classes(), count, count);
    return planted;
  }

  private static List<Long> drawn(List<Long> cells, int count, SplitMix random) {
    int[] order = IntStream.range(0, cells.size()).toArray();
    random.shuffle(order);
    return IntStream.range(0, count).mapToObj(i -> cells.get(order[i])).toList();
  }

  private static BitSet[] bits(DatasetIndex index) {
    BitSet[] bits = new BitSet[index.size()];
    for (int sample = 0; sample < bits.length; sample++) {
      bits[sample] = new BitSet();
      IntStream.of(index.classesOf(sample)).forEach(bits[sample]::set);
    }
    return bits;
  }

  /** The configuration on other labels, all validated on the same images. */
  private ExperimentConfig with(String name, BitSet[] labels) {
    Path folder = config.data().root().resolve("labels").resolve(name + "-" + seed);
    Path list = folder.resolveSibling("validation-" + seed + ".txt");
    try {
      Files.createDirectories(folder);
      for (int sample = 0; sample < labels.length; sample++) {
        Files.writeString(
            folder.resolve(clean.stem(sample) + LabelFile.EXTENSION),
            labels[sample].stream().mapToObj(c -> c + "\n").collect(Collectors.joining()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StemList.write(
        list,
        IntStream.of(Split.of(clean, config.data(), seed).validation())
            .mapToObj(clean::stem)
            .toList());
    return config
        .with(DataSettings.TRAIN_LABELS, folder)
        .with(DataSettings.VALIDATION_LIST, list)
        .with(OutputSettings.TRAINED_MODELS, config.output().trainedModels().resolve(name));
  }

  private static void workOff(RunQueue queue, List<QueueEntry> entries)
      throws InterruptedException {
    try (QueueWorker worker =
        new QueueWorker(queue, new RunService(), new QueueWorker.Listener() {})) {
      worker.workOff(entries.stream().map(QueueEntry::id).toList());
    }
  }

  private static void curve(SuspectList suspects, Set<Long> planted) {
    System.out.println(
        "| suspects checked, of the number of errors | planted errors among them | errors found |");
    System.out.println("|---|---|---|");
    int classes = suspects.index().classes();
    for (double share : new double[] {0.1, 0.25, 0.5, 0.75, 1, 1.5, 2}) {
      int count = (int) Math.round(share * planted.size());
      long hits =
          first(suspects, count).stream()
              .filter(s -> planted.contains((long) s.sample() * classes + s.classIndex()))
              .count();
      // Where the list ends before, what is not in it counts as not found.
      System.out.printf(
          "| %.0f%% (%d) | %.1f%% | %.1f%% |%n",
          100 * share, count, 100.0 * hits / count, 100.0 * hits / planted.size());
    }
    System.out.printf("%n%d suspects in all%n%n", suspects.labels().size());
  }

  private static void evaluate(ExperimentConfig config) {
    Path root = config.data().root();
    Path out = config.output().trainedModels().resolve("evaluation");
    EvaluationSummary summary =
        new EvaluationService()
            .run(
                new EvaluationService.Request(
                    CheckpointName.fileOf(config),
                    config.data().testImagesFolder(),
                    root.resolve("labels/test"),
                    null,
                    out,
                    false),
                Progress.NONE);
    System.out.printf(
        "%-12s clean test: weighted F1 %.4f, mAP %.4f%n",
        config.data().trainLabels().getFileName(),
        summary.metrics().get(Metric.WEIGHTED_F1),
        summary.metrics().get(Metric.MAP));
  }
}
