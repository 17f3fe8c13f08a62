package org.tagwright.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.DecisionThresholds;
import org.tagwright.common.Failures;
import org.tagwright.common.Progress;
import org.tagwright.common.Staging;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig.Precision;
import org.tagwright.model.Tagger;
import org.tagwright.model.graph.Graph;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** Writes a checkpoint's network as ONNX into a folder with what other programs need beside it. */
public final class ModelExport {
  static final String MODEL = "model.onnx";

  private ModelExport() {}

  /** What the model takes. */
  public enum InputKind {
    /** float32 N,3,H,W, normalised. */
    FLOATS,
    /** uint8 N,H,W,3, RGB: the normalisation is in the model. */
    BYTES
  }

  /** How weights of more than one dimension are kept in the file; all is computed in float32. */
  public enum WeightKind {
    FLOAT32,
    /** Half the size. */
    FLOAT16
  }

  /**
   * How the model is written.
   *
   * @param batch images at once, or {@code null}: any number
   */
  public record Options(InputKind input, @Nullable Integer batch, WeightKind weights) {
    public static final Options USUAL = new Options(InputKind.FLOATS, null, WeightKind.FLOAT32);
  }

  /**
   * What is exported where to.
   *
   * @param out a folder that does not exist, or is empty
   * @param samples images, or folders of images, of which three go into the export with their
   *     scores; {@code null}: of the data set that the network was trained on, where that is there
   */
  public record Request(Path checkpoint, Path out, Options options, @Nullable List<Path> samples) {}

  /**
   * What was written.
   *
   * @param size side of the images that the model takes
   * @param samples how many images with their scores
   */
  public record Result(Path folder, long modelBytes, int classes, int size, int samples) {}

  /**
   * Exports. What fails or is cancelled leaves nothing behind.
   *
   * @throws TagwrightException where checkpoint, samples or folder will not do
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public static Result run(Request request, Progress progress) {
    Path out = request.out().toAbsolutePath().normalize();
    Integer batch = request.options().batch();
    if (batch != null && batch < 1) {
      throw TagwrightException.input("A batch of " + batch + " images is none; say 1 or more.");
    }
    requireFree(out);
    progress.update("reading the checkpoint", 0, -1);
    // The processor's float32: what the exported scores are compared with.
    try (Tagger tagger = Tagger.open(request.checkpoint(), "cpu", Precision.FP32)) {
      return write(request, out, tagger, progress);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(out, e);
    }
  }

  private static void requireFree(Path out) {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw TagwrightException.input(out + " is a file; name a folder to export to.");
    }
    try (Stream<Path> there = Files.isDirectory(out) ? Files.list(out) : Stream.empty()) {
      if (there.findAny().isPresent()) {
        throw TagwrightException.input(
            out + " is not empty. Name a new folder to export to, or empty this one.");
      }
    } catch (IOException e) {
      throw TagwrightException.input(
          "The folder " + out + " cannot be read: " + Failures.reason(e) + ".", e);
    }
  }

  private static Result write(Request request, Path out, Tagger tagger, Progress progress)
      throws IOException {
    DecisionThresholds thresholds =
        DecisionThresholds.of(null, false, tagger.metadata(), tagger.labels().size());
    ExportTexts description =
        new ExportTexts(
            request.checkpoint(),
            tagger.metadata(),
            tagger.labels().names(),
            thresholds,
            tagger.input(),
            request.options());
    Path parent = Objects.requireNonNull(out.getParent(), "a root is never empty");
    Files.createDirectories(parent);
    try (Staging staging = Staging.in(parent)) {
      String name = out.getFileName().toString();
      Path folder = Files.createDirectory(staging.folder().resolve(name));
      ProtobufMessage model = model(tagger, description);
      Path file = folder.resolve(MODEL);
      try (OutputStream stream = new ProgressStream(file, model.length(), progress)) {
        model.writeTo(stream);
      }
      progress.update("labelling sample images", 0, -1);
      List<Samples.Sample> samples = Samples.write(request.samples(), tagger, folder);
      description.write(folder, samples);
      progress.orCancel();
      staging.moveInto(parent, List.of(name));
      return new Result(
          out, model.length(), tagger.labels().size(), tagger.input().side(), samples.size());
    }
  }

  private static ProtobufMessage model(Tagger tagger, ExportTexts description) {
    Options options = description.options();
    boolean bytes = options.input() == InputKind.BYTES;
    long n = options.batch() == null ? Value.FREE : options.batch();
    long side = description.input().side();
    Graph graph = new Graph();
    Value images =
        bytes ? graph.input("images", n, side, side, 3) : graph.input("images", n, 3, side, side);
    Value logits = tagger.architecture().describe(images, bytes, graph);
    Map<String, Value> results = new LinkedHashMap<>();
    results.put("logits", logits);
    results.put("scores", new GraphBuilder(graph).sigmoid(logits));
    return OnnxFile.of(
        graph,
        FoldedNorms.of(graph, logits, tagger.weights()),
        images,
        bytes,
        options.weights() == WeightKind.FLOAT16,
        results,
        description.metadata());
  }
}
