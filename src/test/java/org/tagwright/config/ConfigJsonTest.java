package org.tagwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.metric.Metric;

class ConfigJsonTest {
  private static final ExperimentConfig DEFAULTS = ExperimentConfig.defaults();
  private static final Path HOME = Path.of(System.getProperty("user.home"));

  @TempDir Path temp;

  private static ExperimentConfig parse(String json) {
    return ConfigJson.parse(json, "my.json");
  }

  @Test
  void emptyObjectTakesAllDefaults() {
    assertThat(parse("{}")).isEqualTo(DEFAULTS);
    assertThat(parse("{\"training\": {}}")).isEqualTo(DEFAULTS);
  }

  @Test
  void writtenDefaultsAreTheGoldenText() throws Exception {
    String golden = Files.readString(Path.of("src/test/resources/config/defaults.json"));
    String home = HOME.toString().replace('\\', '/');
    assertThat(ConfigJson.write(DEFAULTS)).isEqualTo(golden.replace("~", home));
    assertThat(parse(golden)).isEqualTo(DEFAULTS);
  }

  @Test
  void autoBecomesWhatTheWeightsWerePublishedWith() {
    String auto =
        """
        {"data": {"imageSize": "auto", "resize": "crop", "resizeSize": "auto",
                  "interpolation": "auto"}}
        """;
    ExperimentConfig preferred = with(auto, "model.backbone", "resnet50");
    assertThat(preferred.data().imageSize()).isEqualTo(224);
    assertThat(preferred.data().resizeSize()).isEqualTo(232);
    assertThat(preferred.data().interpolation()).isEqualTo(Interpolation.BILINEAR);
    assertThat(ConfigJson.write(preferred))
        .contains("\"imageSize\": 224", "\"resizeSize\": 232")
        .doesNotContain("\"imageSize\": \"auto\"");

    assertThat(with(auto, "model.backbone", "resnet50", "model.weights", "v1").data().resizeSize())
        .isEqualTo(256);
    ExperimentConfig bicubic = with(auto, "model.backbone", "efficientnet_b0");
    assertThat(bicubic.data().interpolation()).isEqualTo(Interpolation.BICUBIC);
    assertThat(with(auto, "data.imageSize", "448", "model.backbone", "resnet50").data())
        .extracting(ExperimentConfig.Data::imageSize, ExperimentConfig.Data::resizeSize)
        .containsExactly(448, 464);
    assertThat(with(auto, "data.resize", "squash").data().resizeSize())
        .as("nothing is cropped")
        .isNull();
  }

  private static ExperimentConfig with(String json, String... changes) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < changes.length; i += 2) {
      values.put(changes[i], changes[i + 1]);
    }
    return ConfigJson.parse(json, "my.json", Path.of(""), values);
  }

  @Test
  void anUnresolvedAutoIsWrittenAsSuch() {
    ExperimentConfig written = ConfigJson.with(DEFAULTS, "data.imageSize", "auto");
    written = ConfigJson.with(written, "data.interpolation", "auto");
    assertThat(ConfigJson.writeAll(written))
        .contains("\"imageSize\": \"auto\"", "\"interpolation\": \"auto\"");
    assertThat(written.resolved()).isEqualTo(DEFAULTS);
  }

  @Test
  void autoOfABackboneThatDoesNotExistIsNotMoreThanThatProblem() {
    ExperimentConfig config = with("{}", "data.imageSize", "auto", "model.backbone", "resnet19");
    assertThat(ConfigCheck.check(config))
        .singleElement()
        .satisfies(problem -> assertThat(problem.field()).isEqualTo("model.backbone"));
  }

  @Test
  void evaluationInAnotherSizeTakesTheSamePartOfEachImage() {
    ExperimentConfig config =
        with(
            "{}",
            "data.imageSize",
            "176",
            "data.resize",
            "crop",
            "data.resizeSize",
            "auto",
            "data.evaluationSize",
            "224",
            "model.backbone",
            "resnet50");
    assertThat(config.data().resizeSize()).isEqualTo(182);
    assertThat(config.data().forEvaluation().resizeSize()).isEqualTo(232);
  }

  @Test
  void everyFieldComesBackAsItWasWritten() {
    ExperimentConfig changed = DEFAULTS;
    for (String set : EVERY_FIELD_CHANGED) {
      String[] parts = set.split("=", 2);
      ExperimentConfig next = ConfigJson.with(changed, parts[0], parts[1]);
      assertThat(next).as(set).isNotEqualTo(changed);
      changed = next;
    }
    assertThat(EVERY_FIELD_CHANGED)
        .extracting(set -> set.substring(0, set.indexOf('=')))
        .containsExactlyElementsOf(Catalogue.inFileOrder().stream().map(Setting::path).toList());
    assertThat(parse(ConfigJson.write(changed))).isEqualTo(changed);
    assertThat(changed.training().milestones()).containsExactly(3, 5);
    assertThat(changed.validation().selectBy()).isEqualTo(Metric.MAP);
    assertThat(changed.training().learningRate()).isEqualTo(3e-4);
  }

  private static final List<String> EVERY_FIELD_CHANGED =
      List.of(
          "recipe=quick",
          "data.root=/d",
          "data.trainImages=i",
          "data.testImages=/t",
          "data.trainLabels=l",
          "data.classes=classes.txt",
          "data.unknownLabels=u",
          "data.valSplit=0.25",
          "data.split=random",
          "data.validationList=v.txt",
          "data.imageSize=64",
          "data.resizeSize=72",
          "data.evaluationSize=80",
          "data.resize=crop",
          "data.interpolation=bicubic",
          "data.orientation=apply",
          "data.onProblem=skip",
          "data.workers=3",
          "data.pixelCache=20 GB",
          "augment.flip=0.5",
          "augment.crop=0.3",
          "augment.policy=trivialaugment",
          "augment.operations=3",
          "augment.magnitude=10",
          "augment.erase=0.25",
          "augment.mixup=0.2",
          "augment.whileFrozen=true",
          "model.backbone=vgg16",
          "model.pooling=max",
          "model.head=mlDecoder",
          "model.pretrained=false",
          "model.weights=v1",
          "model.startFrom=/w.pt",
          "model.weightsFolder=/weights",
          "training.epochs=7",
          "training.batchSize=16",
          "training.batchSizeFrozen=128",
          "training.valBatchSize=5",
          "training.freezeBackboneAtStart=false",
          "training.unfreezeBackboneEpoch=9",
          "training.learningRate=3e-4",
          "training.differential=true",
          "training.backboneLearningRate=0.00002",
          "training.headLearningRate=1.5e-3",
          "training.milestones=3,5",
          "training.decayFactor=0.5",
          "training.posWeight=none",
          "training.precision=bf16",
          "training.device=gpu:1",
          "training.threads=2",
          "training.seed=-12345678901234",
          "training.optimizer=sgd",
          "training.momentum=0.8",
          "training.weightDecay=0.01",
          "training.gradientClip=1.5",
          "training.accumulate=2",
          "training.accumulateFrozen=3",
          "training.loss=asl",
          "training.focalGamma=1.5",
          "training.focalAlpha=0.5",
          "training.gammaPositive=1",
          "training.gammaNegative=3",
          "training.probabilityMargin=0.1",
          "training.labelSmoothing=0.1",
          "training.schedule=oneCycle",
          "training.warmupEpochs=1.5",
          "training.minLearningRate=1e-6",
          "training.ema=0.99",
          "validation.everyNEpochs=2",
          "validation.trainMetricsEveryNEpochs=4",
          "validation.selectBy=map",
          "validation.threshold=0.4",
          "validation.tuneThreshold=grid",
          "earlyStopping.enabled=false",
          "earlyStopping.patience=9",
          "earlyStopping.minDelta=0.001",
          "prediction.augment=flip",
          "output.trainedModels=/m",
          "output.bestModel=/b.pt",
          "output.runs=/r",
          "output.predictions=/p",
          "output.tensorBoard=true");

  @Test
  void everyProblemOfAFileIsToldAtOnceWithItsLine() throws Exception {
    Path file = temp.resolve("my.json");
    Files.writeString(
        file,
        """
        {
          "training": {
            "batchsize": 32,
            "epochs": "ten",
            "epochs": 3.5,
            "milestones": [12, "x"],
            "differential": "yes"
          },
          "validation": { "selectBy": "weighted-f1" },
          "learningRate": 1e-3,
          "modle": {},
          "output": "here",
          "data.root": "/d"
        }
        """);
    assertThatThrownBy(() -> ConfigJson.read(file))
        .isInstanceOf(TagwrightException.class)
        .hasMessage(
            """
            %s has 10 problems:
              line 3: training.batchsize: there is no such field; the nearest is training.batchSize
              line 5: training.epochs: stands twice, first in line 4
              line 5: training.epochs: expected a whole number, found 3.5
              line 6: training.milestones: expected a whole number, found "x"
              line 7: training.differential: expected true or false, found "yes"
              line 9: validation.selectBy: "weighted-f1" is not one of weighted_f1, macro_f1, micro_f1, samples_f1, cf1, inverse_frequency_f1, map; the nearest is weighted_f1
              line 10: learningRate: there is no such field; the nearest is training.learningRate
              line 11: modle: there is no such field; the nearest is model
              line 12: output: expected an object with its fields, found "here"
              line 13: data.root: write it nested in a file: {"data": {"root": ...}}\
            """
                .formatted(file))
        .extracting(e -> ((TagwrightException) e).kind())
        .isEqualTo(TagwrightException.Kind.INPUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"training\":{\"batchSise\":1}} | my.json, line 1: training.batchSise: there is no such"
            + " field; the nearest is training.batchSize",
        "{\"training\":{\"valSplit\":1}} | my.json, line 1: training.valSplit: there is no such"
            + " field; the nearest is data.valSplit",
        "{\"epochs\":1} | my.json, line 1: epochs: there is no such field; the nearest is"
            + " training.epochs",
        "{\"model\":{\"backbone\":18}} | my.json, line 1: model.backbone: expected text, found 18",
        "{\"model\":{\"backbone\":null}} | my.json, line 1: model.backbone: expected text, found"
            + " null",
        "{\"data\":{\"workers\":\"many\"}} | my.json, line 1: data.workers: expected a whole number"
            + " or \"auto\", found \"many\"",
        "{\"training\":{\"epochs\":99999999999}} | my.json, line 1: training.epochs: expected a"
            + " whole number, found 99999999999",
        "{\"training\":{\"learningRate\":1e999}} | my.json, line 1: training.learningRate: expected"
            + " a number, found 1E+999",
        "{\"training\":{\"milestones\":12}} | my.json, line 1: training.milestones: expected a list"
            + " of whole numbers such as [12, 16], found 12",
        "[] | my.json, line 1: a configuration is a JSON object, but this is a list.",
        "{} {} | my.json, line 1: there is something behind the end of the configuration.",
      })
  void eachProblemIsWordedForThePerson(String json, String message) {
    assertThatThrownBy(() -> parse(json)).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\n\"training\":\n{\"epochs\" 3}}", "{\n\n\"a\": tru}", "{\n\n\"training\": {"})
  void brokenJsonNamesFileAndLine(String json) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(TagwrightException.class)
        .hasMessageStartingWith("my.json, line 3: this is not valid JSON: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n"})
  void emptyTextSaysSo(String json) {
    assertThatThrownBy(() -> parse(json)).hasMessageStartingWith("my.json is empty.");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> parse("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(TagwrightException.class);
  }

  @Test
  void missingFileAndBinaryFileAreNamed() throws Exception {
    Path missing = temp.resolve("missing.json");
    assertThatThrownBy(() -> ConfigJson.read(missing))
        .hasMessage("Cannot read " + missing + ": there is no such file or folder.");
    Path binary = Files.write(temp.resolve("a.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> ConfigJson.read(binary))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(binary.toString())
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void byteOrderMarkOfWindowsEditorsIsIgnored() throws Exception {
    Path file = temp.resolve("bom.json");
    Files.writeString(file, "\uFEFF{}");
    assertThat(ConfigJson.read(file)).isEqualTo(DEFAULTS);
  }

  @Test
  void wordsAndNullMeanAutoSameAndNone() {
    ExperimentConfig config =
        parse(
            """
            {"data": {"workers": "auto", "classes": null},
             "model": {"startFrom": "none"},
             "training": {"threads": null, "batchSizeFrozen": "same"}}
            """);
    assertThat(config).isEqualTo(DEFAULTS);
    ExperimentConfig set = ConfigJson.with(DEFAULTS, "data.workers", "4");
    assertThat(ConfigJson.with(set, "data.workers", "auto")).isEqualTo(DEFAULTS);
  }

  @Test
  void tildeIsTheHomeFolderAndRelativePathsCountFromTheFile() throws Exception {
    Path file = temp.resolve("my.json");
    Files.writeString(
        file,
        """
        {"data": {"root": "~/photos", "trainImages": "a/b", "testImages": "~/t"},
         "model": {"weightsFolder": "../weights"},
         "output": {"runs": "~", "bestModel": "b.pt"}}
        """);
    ExperimentConfig config = ConfigJson.read(file);
    assertThat(config.data().root()).isEqualTo(HOME.resolve("photos"));
    assertThat(config.data().trainImages()).isEqualTo(Path.of("a/b"));
    assertThat(config.data().testImagesFolder()).isEqualTo(HOME.resolve("t"));
    assertThat(config.model().weightsFolder()).isEqualTo(temp.resolveSibling("weights"));
    assertThat(config.output().runs()).isEqualTo(HOME);
    assertThat(config.output().bestModel()).isEqualTo(Path.of("b.pt"));
  }

  @Test
  void pathsSetInTheTerminalCountFromTheWorkingDirectory() {
    assertThat(ConfigJson.with(DEFAULTS, "output.runs", "my runs").output().runs())
        .isEqualTo(Path.of("my runs").toAbsolutePath());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"12,16 | 12,16", "[12, 16] | 12,16", "[] | ''", "'' | ''", "7 | 7"})
  void milestonesAreSetWithAndWithoutBrackets(String text, String expected) {
    assertThat(ConfigJson.with(DEFAULTS, "training.milestones", text).training().milestones())
        .isEqualTo(
            expected.isEmpty()
                ? List.of()
                : List.of(expected.split(",")).stream().map(Integer::valueOf).toList());
  }

  static List<List<String>> badSettings() {
    return List.of(
        List.of(
            "training.batchsize",
            "1",
            "training.batchsize: there is no such field; the nearest is training.batchSize"),
        List.of(
            "training",
            "1",
            "training is a group of fields; name one of them, such as training.epochs"),
        List.of(
            "training.epochs", "few", "training.epochs: expected a whole number, found \"few\""),
        List.of("training.epochs", "", "training.epochs: expected a whole number, found \"\""),
        List.of(
            "training.milestones",
            "1,,2",
            "training.milestones: expected a whole number, found \"\""),
        List.of(
            "output.runs",
            "a\0b",
            "output.runs: \"a\0b\" is not a path on this machine: Nul character not allowed"));
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void badSettingNamesTheField(List<String> setting) {
    assertThatThrownBy(() -> ConfigJson.with(DEFAULTS, setting.get(0), setting.get(1)))
        .isInstanceOf(TagwrightException.class)
        .hasMessage(setting.get(2));
  }

  @ParameterizedTest
  @CsvSource({
    "1e-4, 1e-4",
    "0.1, 0.1",
    "0.00015, 1.5e-4",
    "0.001, 0.001",
    "0, 0",
    "1, 1",
    "12345678, 1.2345678e7",
    "-0.5, -0.5",
    "0.30000000000000004, 0.30000000000000004",
    "1e22, 1e22"
  })
  void numbersAreWrittenAsPeopleWriteThem(double number, String text) {
    assertThat(ConfigJson.text(number)).isEqualTo(text);
    assertThat(Double.parseDouble(text)).isEqualTo(number);
  }
}
