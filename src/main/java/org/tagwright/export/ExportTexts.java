package org.tagwright.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.DecisionThresholds;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.export.ModelExport.InputKind;
import org.tagwright.export.ModelExport.Options;
import org.tagwright.image.NetworkInput;
import org.tagwright.model.Normalisation;

/** What stands beside a model: how images become its input, and what its scores mean. */
record ExportTexts(
    Path checkpoint,
    CheckpointMetadata from,
    List<String> classes,
    DecisionThresholds thresholds,
    NetworkInput input,
    Options options) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What README.md shows of a sample's scores. */
  private static final int SHOWN = 3;

  /** Kept in the model itself. */
  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("backbone", String.valueOf(from.modelName()));
    metadata.put("checkpoint", String.valueOf(checkpoint.getFileName()));
    metadata.put("classes", line(classes));
    metadata.put("thresholds", line(thresholds.resolved(classes.size())));
    metadata.put("preprocessing", line(preprocessing()));
    return metadata;
  }

  /** Writes all the files but the model. */
  void write(Path folder, List<Samples.Sample> samples) throws IOException {
    String names = String.join("\n", classes) + "\n";
    Files.writeString(folder.resolve("labels.txt"), names);
    Files.writeString(folder.resolve("synset.txt"), names);
    Files.writeString(folder.resolve("thresholds.json"), pretty(decisions()));
    Files.writeString(folder.resolve("preprocessing.json"), pretty(preprocessing()));
    Files.writeString(
        folder.resolve("serving.properties"), "engine=OnnxRuntime\noption.modelName=model\n");
    if (!samples.isEmpty()) {
      Map<String, float[]> scores = new LinkedHashMap<>();
      samples.forEach(sample -> scores.put(sample.file(), sample.scores()));
      Files.writeString(folder.resolve("samples/scores.json"), pretty(scores));
    }
    Files.writeString(folder.resolve("README.md"), readme(samples));
  }

  private Map<String, Object> decisions() {
    List<Double> perClass = from.extras().classThresholds();
    Map<String, Object> decisions = new LinkedHashMap<>();
    decisions.put("inForce", thresholds.perClass().isEmpty() ? "global" : "perClass");
    decisions.put("global", thresholds.global());
    decisions.put("perClass", perClass.size() == classes.size() ? perClass : null);
    return decisions;
  }

  private Map<String, Object> preprocessing() {
    boolean bytes = options.input() == InputKind.BYTES;
    Map<String, Object> preprocessing = new LinkedHashMap<>();
    preprocessing.put("input", "images");
    preprocessing.put("type", bytes ? "uint8" : "float32");
    preprocessing.put("layout", bytes ? "NHWC" : "NCHW");
    preprocessing.put("channels", "RGB");
    preprocessing.put("batch", options.batch() == null ? "any" : options.batch());
    preprocessing.put("size", input.side());
    preprocessing.put("resize", crop() ? "crop" : "squash");
    preprocessing.put("resizeSize", crop() ? input.resizeSize() : null);
    preprocessing.put("interpolation", (bicubic() ? "bicubic" : "bilinear") + ", antialiased");
    preprocessing.put("orientation", upright() ? "apply" : "ignore");
    preprocessing.put("mean", bytes ? null : Normalisation.MEAN);
    preprocessing.put("deviation", bytes ? null : Normalisation.DEVIATION);
    return preprocessing;
  }

  private boolean crop() {
    return input.resize() == ResizeMode.CROP;
  }

  private boolean bicubic() {
    return input.interpolation() == Interpolation.BICUBIC;
  }

  private boolean upright() {
    return input.orientation() == ExifOrientation.APPLY;
  }

  private String readme(List<Samples.Sample> samples) throws IOException {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("checkpoint", checkpoint.getFileName());
    facts.put("backbone", from.modelName());
    facts.put("f1", from.bestValF1() == null ? false : Units.decimal(from.bestValF1(), 4));
    facts.put("classes", classes.size());
    facts.put("size", input.side());
    facts.put("batch", options.batch() == null ? 1 : options.batch());
    facts.put("free", options.batch() == null);
    facts.put("bytes", options.input() == InputKind.BYTES);
    facts.put("crop", crop());
    facts.put("resize", input.resizeSize());
    facts.put("bicubic", bicubic());
    facts.put("upright", upright());
    facts.put("half", options.weights() == ModelExport.WeightKind.FLOAT16);
    facts.put("flip", "flip".equals(from.get(CheckpointField.PREDICTION_AUGMENT)));
    facts.put("mean", numbers(Normalisation.MEAN, ""));
    facts.put("deviation", numbers(Normalisation.DEVIATION, ""));
    facts.put("jmean", numbers(Normalisation.MEAN, "f"));
    facts.put("jdeviation", numbers(Normalisation.DEVIATION, "f"));
    facts.put("sampled", !samples.isEmpty());
    facts.put("sample", samples.isEmpty() ? "image.jpg" : samples.get(0).file());
    facts.put("samples", samples.stream().map(this::shown).toList());
    try (InputStream in = ExportTexts.class.getResourceAsStream("README.mustache")) {
      String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Mustache.compiler().escapeHTML(false).compile(template).execute(facts);
    }
  }

  private static String numbers(List<Float> values, String suffix) {
    return String.join(", ", values.stream().map(value -> value + suffix).toList());
  }

  private Map<String, Object> shown(Samples.Sample sample) {
    Integer[] order = new Integer[sample.scores().length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, (a, b) -> Float.compare(sample.scores()[b], sample.scores()[a]));
    List<String> best = new ArrayList<>();
    for (int k : Arrays.asList(order).subList(0, Math.min(SHOWN, order.length))) {
      best.add(classes.get(k) + " " + Units.decimal(sample.scores()[k], 4));
    }
    return Map.of("file", sample.file(), "best", String.join(", ", best));
  }

  private static String line(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pretty(Object value) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }
}
