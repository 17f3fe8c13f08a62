package org.tagwright.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.tagwright.common.Progress;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.Split;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.data.demo.Difficulty;
import org.tagwright.train.Preparation;
import org.tagwright.train.PreparedData;

/** The hard demo data that the quality benchmark trains and validates on. */
final class HardData {
  private static final long SEED = 2;

  private HardData() {}

  /** Generates the data unless they are there, and returns their root. */
  static Path make(Path folder, QualitySizes sizes, Progress progress) {
    Path root = folder.resolve("data-hard");
    DemoDataset.make(
        root,
        new DemoDataset.Options(
            sizes.train(),
            sizes.test(),
            sizes.drawnPixels(),
            sizes.classes(),
            SEED,
            Difficulty.HARD),
        progress);
    return root;
  }

  /**
   * The same preparation, but all training images train and the test images validate: what they
   * differ in is what the benchmark is about.
   */
  static Preparation validatingOnTest(Preparation prepared) {
    ExperimentConfig.Data data = prepared.config().data();
    Path root = data.root();
    DatasetIndex train = prepared.data().index();
    DatasetIndex test =
        DatasetCheck.run(
                data.testImagesFolder(),
                root.resolve("labels").resolve("test"),
                null,
                train.labels(),
                Progress.NONE)
            .usable(data.onProblem());
    List<String> names = new ArrayList<>();
    List<BitSet> classes = new ArrayList<>();
    for (DatasetIndex part : List.of(train, test)) {
      for (int sample = 0; sample < part.size(); sample++) {
        names.add(root.relativize(part.image(sample)).toString().replace('\\', '/'));
        BitSet own = new BitSet();
        IntStream.of(part.classesOf(sample)).forEach(own::set);
        classes.add(own);
      }
    }
    DatasetIndex both = DatasetIndex.of(train.labels(), root, names, classes);
    Split split =
        new Split(
            IntStream.range(0, train.size()).toArray(),
            IntStream.range(train.size(), both.size()).toArray());
    return new Preparation(
        prepared.config(),
        new PreparedData(prepared.data().report(), both, split),
        prepared.startWeights());
  }
}
