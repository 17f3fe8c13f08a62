package org.tagwright.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.metric.LabelledScores;
import org.tagwright.metric.Metric;
import org.tagwright.metric.MultiLabelScores;
import org.xml.sax.InputSource;

class EvaluationReportTest {
  @TempDir Path folder;

  @Test
  void jsonHoldsEveryNumber() throws Exception {
    LabelledScores data = scores(200, 8);
    report(data).write(folder);
    JsonNode json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    MultiLabelScores at = MultiLabelScores.at(data, 0.4);
    for (Metric metric : Metric.values()) {
      assertThat(json.at("/metrics/" + metric.key()).doubleValue()).isEqualTo(at.get(metric));
      assertThat(json.at("/best_on_these_images/" + metric.key() + "/score").doubleValue())
          .isGreaterThanOrEqualTo(at.get(metric));
    }
    assertThat(json.get("classes")).hasSize(8);
    assertThat(json.at("/classes/7/average_precision").isNull()).as("no positives").isTrue();
    assertThat(json.at("/classes/0/f1").doubleValue()).isEqualTo(at.perClass().get(0).f1());
    assertThat(json.at("/threshold_curves/macro_f1")).hasSize(101);
    assertThat(json.at("/reliability")).hasSize(15);
    assertThat(json.at("/confusions/0/images").intValue()).isPositive();
    assertThat(json.at("/images").intValue()).isEqualTo(200);
  }

  @Test
  void csvHasOneLineAClass() throws Exception {
    report(scores(50, 8)).write(folder);
    List<String> lines = Files.readAllLines(folder.resolve("classes.csv"));
    assertThat(lines).hasSize(9);
    assertThat(lines.get(0))
        .isEqualTo(
            "class,name,support,predicted,threshold,precision,recall,f1,average_precision,best_threshold,best_f1");
    assertThat(lines.get(8)).startsWith("7,\"<none> & \"\"nil\"\"\",0,");
  }

  @Test
  void htmlIsWholeAndNeedsNoOtherFile() throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY); // decimal commas would break the drawings
    try {
      report(scores(300, 8)).write(folder);
    } finally {
      Locale.setDefault(before);
    }
    String html = Files.readString(folder.resolve("report.html"));
    assertThat(html).doesNotContain("<script", "http:", "https:", "<link", "NaN", "0,");
    assertThat(html).contains("prefers-color-scheme: dark", "&lt;none&gt; &amp; &quot;nil");
    Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
    int drawings = 0;
    while (svg.find()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg.group())));
      drawings++;
    }
    assertThat(drawings).as("3 plots and 7 classes with positives").isEqualTo(10);
    Files.createDirectories(Path.of("target", "screenshots"));
    Files.writeString(Path.of("target", "screenshots", "report.html"), html);
  }

  @Test
  void aFolderThatCannotBeWrittenIsExplained() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "");
    assertThatThrownBy(() -> report(scores(5, 8)).write(file))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("taken");
  }

  @Test
  void thresholdsOfTheClassesDecideWhereThereAreSome() throws Exception {
    LabelledScores data = scores(200, 8);
    List<Double> own = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8);
    report(data, own).write(folder);
    JsonNode json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    double[] thresholds = own.stream().mapToDouble(Double::doubleValue).toArray();
    assertThat(json.at("/metrics/macro_f1").doubleValue())
        .isEqualTo(MultiLabelScores.at(data, thresholds).get(Metric.MACRO_F1));
    assertThat(json.get("per_class_thresholds").booleanValue()).isTrue();
    assertThat(json.at("/classes/6/threshold").doubleValue()).isEqualTo(0.7);
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("a threshold of each class, 0.1000 to 0.8000");
  }

  @Test
  void aCheckpointThatNamesNoModelGoesByItsFileName() throws Exception {
    report(null, scores(50, 8), List.of()).write(folder);
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("<h1>best_model.pt <span>evaluated");
  }

  private static EvaluationReport report(LabelledScores data) {
    return report(data, List.of());
  }

  private static EvaluationReport report(LabelledScores data, List<Double> classThresholds) {
    return report("resnet18", data, classThresholds);
  }

  private static EvaluationReport report(
      String model, LabelledScores data, List<Double> classThresholds) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < data.classes(); k++) {
      names.add("class " + k);
    }
    names.set(data.classes() - 1, "<none> & \"nil\"");
    return EvaluationReport.of(
        new EvaluationReport.Subject(
            model,
            Path.of("/models/best_model.pt"),
            Path.of("/data/images"),
            Path.of("/data/labels"),
            3,
            Instant.parse("2026-05-06T07:08:09Z")),
        names,
        data,
        0.4,
        classThresholds);
  }

  /** The last class has no positives. */
  private static LabelledScores scores(int samples, int classes) {
    Random random = new Random(3);
    float[] scores = new float[samples * classes];
    boolean[] targets = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      int k = i % classes;
      targets[i] = k < classes - 1 && random.nextFloat() < 0.5 / (1 + k);
      double logit = random.nextGaussian() * 1.2 + (targets[i] ? 0.8 : -1.4);
      scores[i] = (float) (1 / (1 + Math.exp(-logit)));
    }
    return new LabelledScores(scores, targets, samples, classes);
  }
}
