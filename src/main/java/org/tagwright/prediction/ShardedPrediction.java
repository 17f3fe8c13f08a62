package org.tagwright.prediction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.Digest;
import org.tagwright.common.Folders;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.data.batch.Batch;

/**
 * A prediction in parts, each by a process of its own, perhaps on another machine. Joined, they are
 * byte for byte the files that one process would write: parts are cut between batches, for an
 * image's score depends on the batch that it is computed in.
 *
 * <p>A part is done when its scores file is there; it is written beside and renamed. The parts'
 * folder is named by what they are made from, so that parts of other images or another checkpoint
 * are never joined.
 */
public final class ShardedPrediction {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BYTES_IN_NAME = 8;

  private final Prediction.Request request;
  private final int shards;
  private final List<String> names;
  private final Path folder;

  /**
   * Lists the images and reads the checkpoint once.
   *
   * @throws TagwrightException of kind input where there are fewer batches than shards
   */
  public ShardedPrediction(Prediction.Request request, int shards, Progress progress) {
    this.request = request;
    this.shards = shards;
    this.names = Prediction.names(request);
    int batches = batches();
    if (shards < 1 || shards > batches) {
      throw TagwrightException.input(
          "%s %s of %d: ask for %s, not %d."
              .formatted(
                  Units.count(names.size(), "image makes", "images make"),
                  Units.count(batches, "batch"),
                  request.batchSize(),
                  batches == 1 ? "1 shard" : "1 to " + batches + " shards",
                  shards));
    }
    this.folder = request.out().resolve("shards-" + digest(progress));
  }

  private String digest(Progress progress) {
    MessageDigest digest = Digest.sha256();
    try {
      String what =
          String.join(
              "\n",
              request.checkpoint().toAbsolutePath().toString(),
              Digest.ofFile(request.checkpoint(), progress),
              request.images().toAbsolutePath().toString(),
              request.threshold() + " " + request.perClass() + " " + request.augment(),
              request.batchSize() + " " + request.precision() + " " + shards,
              String.join("\n", names));
      digest.update(what.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw TagwrightException.cannotRead(request.checkpoint(), e);
    }
    return Digest.hex(digest, BYTES_IN_NAME);
  }

  private int batches() {
    return (names.size() + request.batchSize() - 1) / request.batchSize();
  }

  /** The first image of a shard, which counts from 1. */
  private int start(int shard) {
    long batch = (long) batches() * (shard - 1) / shards;
    return (int) Math.min(names.size(), batch * request.batchSize());
  }

  private List<String> names(int shard) {
    return names.subList(start(shard), start(shard + 1));
  }

  /** Where the parts are until they are joined. */
  public Path folder() {
    return folder;
  }

  private Path scores(int shard) {
    return folder.resolve(shard + ScoresFile.SUFFIX);
  }

  private Path facts(int shard) {
    return folder.resolve(shard + ".json");
  }

  /** The shards that are not done, counted from 1. */
  public List<Integer> missing() {
    return IntStream.rangeClosed(1, shards)
        .filter(shard -> !Files.exists(scores(shard)))
        .boxed()
        .toList();
  }

  /**
   * Computes one shard, unless it is done.
   *
   * @param shard counts from 1
   * @return the number of its images
   */
  public int compute(int shard, Prediction.OnPlan onPlan, Progress progress) {
    if (shard < 1 || shard > shards) {
      throw TagwrightException.input("There is no shard %d of %d.".formatted(shard, shards));
    }
    List<String> own = names(shard);
    if (Files.exists(scores(shard))) {
      return own.size();
    }
    Path unfinished = folder.resolve("." + shard + "-" + UUID.randomUUID() + ScoresFile.SUFFIX);
    try (Scorer scorer =
        Scorer.open(
            request.checkpoint(), request.device(), request.precision(), request.augment())) {
      Prediction.Plan plan = Prediction.plan(request, Prediction.Source.of(scorer), names);
      onPlan.planned(plan);
      List<Batch.BrokenImage> broken = new ArrayList<>();
      try (ScoresFile.Writer out =
          ScoresFile.create(
              unfinished, scorer.header(request.images(), names.size(), plan.thresholds()))) {
        int[] done = {0};
        scorer.score(
            request.images(),
            own,
            request.batchSize(),
            request.workers(),
            batch -> {
              broken.addAll(batch.broken());
              out.append(batch.rows());
              done[0] += batch.rows().size() + batch.broken().size();
              progress.update("predicting", done[0], own.size());
              progress.orCancel();
            });
      }
      String device = scorer.device().replaceAll("[^a-z].*", "");
      writeFacts(shard, device + " in " + scorer.precision(), broken);
      Files.move(unfinished, scores(shard), StandardCopyOption.ATOMIC_MOVE);
      return own.size();
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(scores(shard), e);
    } finally {
      delete(unfinished);
    }
  }

  private static void delete(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(unfinished, e);
    }
  }

  private void writeFacts(int shard, String computedOn, List<Batch.BrokenImage> broken)
      throws IOException {
    ObjectNode facts = JSON.createObjectNode().put("computedOn", computedOn);
    ArrayNode list = facts.putArray("broken");
    for (Batch.BrokenImage image : broken) {
      list.addObject().put("file", image.file().toString()).put("reason", image.reason());
    }
    AtomicFile.writeString(facts(shard), facts + "\n");
  }

  /**
   * Joins the shards into the labels file and the scores file, and removes them.
   *
   * @throws TagwrightException where shards are missing, damaged, or were computed in several
   *     precisions or on several kinds of devices
   */
  public Prediction.Result join(Prediction.OnPlan onPlan, Progress progress) {
    List<Integer> missing = missing();
    if (!missing.isEmpty()) {
      throw TagwrightException.failure(
          "%d of %d shards are not done: %s. Compute them with --shard first; the others are kept."
              .formatted(missing.size(), shards, missing));
    }
    String computedOn = readFacts(1).path("computedOn").asText();
    for (int shard = 2; shard <= shards; shard++) {
      String other = readFacts(shard).path("computedOn").asText();
      if (!other.equals(computedOn)) {
        throw TagwrightException.failure(
            "Shard 1 was computed on %s, but shard %d on %s: their scores differ. Delete %s and name"
                    .formatted(computedOn, shard, other, folder)
                + " --device and --precision.");
      }
    }
    ScoresFile.Header header = ScoresFile.read(scores(1)).header();
    Prediction.Plan plan =
        Prediction.plan(request, Prediction.Source.of(request, header, computedOn), names);
    onPlan.planned(plan);
    Prediction.Result result =
        Prediction.write(
            plan,
            header,
            names,
            progress,
            then -> {
              for (int shard = 1; shard <= shards; shard++) {
                then.accept(read(shard, header));
              }
            });
    Folders.delete(folder);
    return result;
  }

  private Scorer.Scored read(int shard, ScoresFile.Header header) {
    ScoresFile.Content content = ScoresFile.read(scores(shard));
    List<Batch.BrokenImage> broken = new ArrayList<>();
    readFacts(shard)
        .path("broken")
        .forEach(
            image ->
                broken.add(
                    new Batch.BrokenImage(
                        Path.of(image.path("file").asText()), image.path("reason").asText())));
    List<String> own = names(shard);
    int[] samples = new int[content.rows().size()];
    int place = 0;
    for (int i = 0; i < samples.length; i++) {
      String name = content.rows().get(i).fileName();
      while (place < own.size() && !own.get(place).equals(name)) {
        place++;
      }
      samples[i] = start(shard) + place;
      place++;
    }
    boolean whole = samples.length + broken.size() == own.size() && place <= own.size();
    if (!whole || !content.header().equals(header)) {
      throw TagwrightException.failure(
          scores(shard) + " is damaged. Delete it and compute shard " + shard + " again.");
    }
    return new Scorer.Scored(content.rows(), samples, broken);
  }

  private JsonNode readFacts(int shard) {
    try {
      return JSON.readTree(Files.readString(facts(shard)));
    } catch (JsonProcessingException e) {
      throw TagwrightException.failure(
          facts(shard) + " is damaged. Delete it and " + scores(shard) + ".", e);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(facts(shard), e);
    }
  }
}
