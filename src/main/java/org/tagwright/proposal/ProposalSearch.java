package org.tagwright.proposal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.common.Digest;
import org.tagwright.common.Progress;
import org.tagwright.common.SplitMix;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.StemList;
import org.tagwright.data.labels.Samples;
import org.tagwright.prediction.ChildPrediction;
import org.tagwright.prediction.ScoresFile;

/** Scores new images, and some that are known already. Blocks for as long as it takes. */
public final class ProposalSearch {
  /** More known images than this make the order no better, and cost time. */
  private static final int MOST_KNOWN = 1000;

  private final ChildPrediction predictor;

  public ProposalSearch(ChildPrediction predictor) {
    this.predictor = predictor;
  }

  /**
   * What a checkpoint proposes for the images of a folder. Those that are in the data set already,
   * by name and content, are left out.
   *
   * @throws TagwrightException of kind input where checkpoint, folder or data set will not do
   */
  public ProposalList propose(
      ExperimentConfig config, Path checkpoint, Path folder, Progress progress) {
    CheckpointMetadata.requireFile(checkpoint);
    Path inside = folder.toAbsolutePath().normalize();
    Path own = config.data().trainImagesFolder().toAbsolutePath().normalize();
    if (inside.equals(own)) {
      throw TagwrightException.input(
          folder + " is the folder of the training images. Choose a folder of new images.");
    }
    if (ImageFolder.list(folder).isEmpty()) {
      throw TagwrightException.input(
          "There are no images (" + ImageFolder.FORMATS + ") in " + folder + ".");
    }
    ScoresFile.Content content =
        predictor.scores(
            checkpoint,
            folder,
            null,
            kept(config, checkpoint, folder),
            "scoring the new images",
            progress);
    ProposalList all = ProposalList.of(content, folder);
    NewImages into = NewImages.into(config.data(), all.classes());
    return new ProposalList(
        all.classes(), all.proposals().stream().filter(p -> !into.has(p.file())).toList());
  }

  /** Scores of training images, for {@link ProposalOrder#DIFFERENT}: a random part of many. */
  public List<float[]> known(ExperimentConfig config, Path checkpoint, Progress progress) {
    DatasetIndex index = Samples.of(config.data(), progress);
    int[] order = index.all();
    new SplitMix(config.training().seed()).shuffle(order);
    Path folder = kept(config, checkpoint, index.folder());
    Path list = folder.resolveSibling(folder.getFileName() + ".txt");
    StemList.write(
        list, IntStream.of(order).limit(MOST_KNOWN).mapToObj(index::stem).sorted().toList());
    return predictor
        .scores(checkpoint, index.folder(), list, folder, "scoring known images", progress)
        .rows()
        .stream()
        .map(ScoresFile.Row::scores)
        .toList();
  }

  private static Path kept(ExperimentConfig config, Path checkpoint, Path images) {
    MessageDigest digest = Digest.sha256();
    String what = checkpoint.toAbsolutePath() + "\n" + images.toAbsolutePath();
    digest.update(what.getBytes(StandardCharsets.UTF_8));
    return config.output().predictions().resolve("proposals").resolve(Digest.hex(digest, 8));
  }
}
