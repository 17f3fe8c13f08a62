package org.tagwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.common.ByteSize;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.config.json.ConfigProblem;

class ConfigCheckTest {
  private static final ExperimentConfig DEFAULTS = ExperimentConfig.defaults();

  private static ExperimentConfig with(String... settings) {
    ExperimentConfig config = DEFAULTS;
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      config = ConfigJson.with(config, parts[0], parts[1]);
    }
    return config;
  }

  @Test
  void defaultsAreInOrderWithoutWarning() {
    assertThat(ConfigCheck.check(DEFAULTS)).isEmpty();
    assertThat(ConfigCheck.warnings(DEFAULTS)).isEmpty();
  }

  private static final String BACKBONES = String.join(", ", BackboneFacts.names());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data.valSplit=0 | must be between 0 and 1, both excluded, not 0",
        "data.valSplit=1 | must be between 0 and 1, both excluded, not 1",
        "data.valSplit=-0.1 | must be between 0 and 1, both excluded, not -0.1",
        "data.imageSize=31 | must be from 32 to 2048, not 31",
        "data.workers=0 | must be from 1 to 1024, not 0",
        "data.pixelCache=20 | must be auto, off or a size with its unit, such as 20 GB, not \"20\"",
        "data.pixelCache=big | must be auto, off or a size with its unit, such as 20 GB, not"
            + " \"big\"",
        "model.backbone=resnet81 | \"resnet81\" is not one of BACKBONES; the nearest is resnet18",
        "model.backbone=mobilenet | \"mobilenet\" is not one of BACKBONES; the nearest is"
            + " mobilenet_v2",
        "training.epochs=0 | must be from 1 to 100000, not 0",
        "training.batchSize=0 | must be from 2 to 65536, not 0",
        "training.batchSize=1 | must be at least 2: the head's batch norm cannot learn from one"
            + " image at a time",
        "training.batchSizeFrozen=-3 | must be from 2 to 65536, not -3",
        "training.valBatchSize=0 | must be from 1 to 65536, not 0",
        "training.unfreezeBackboneEpoch=0 | must be at least 1, not 0",
        "training.learningRate=0 | must be greater than 0, not 0",
        "training.learningRate=-1e-4 | must be greater than 0, not -1e-4",
        "training.backboneLearningRate=0 | must be greater than 0, not 0",
        "training.headLearningRate=0 | must be greater than 0, not 0",
        "training.milestones=0,3 | must be ascending epochs from 1 on, not [0, 3]",
        "training.milestones=3,3 | contains an epoch twice: [3, 3]",
        "training.milestones=5,3 | must be ascending, such as [3, 5]",
        "training.decayFactor=0 | must be greater than 0, not 0",
        "data.evaluationSize=16 | must be from 32 to 2048, not 16",
        "augment.flip=2 | must be a probability between 0 and 1, not 2",
        "augment.crop=0 | must be between 0.05 and 1, not 0",
        "augment.crop=1.5 | must be between 0.05 and 1, not 1.5",
        "augment.operations=0 | must be from 1 to 14, not 0",
        "augment.magnitude=31 | must be from 0 to 30, not 31",
        "augment.erase=-0.1 | must be a probability between 0 and 1, not -0.1",
        "augment.mixup=-1 | must be 0 or a positive number, not -1",
        "training.momentum=1 | must be at least 0 and below 1, not 1",
        "training.weightDecay=-0.1 | must be at least 0 and below 1, not -0.1",
        "training.gradientClip=-1 | must be at least 0, not -1",
        "training.accumulate=0 | must be from 1 to 65536, not 0",
        "training.accumulateFrozen=0 | must be from 1 to 65536, not 0",
        "training.focalGamma=-1 | must be at least 0, not -1",
        "training.focalAlpha=-1 | must be from 0 to 1, not -1",
        "training.gammaPositive=-0.5 | must be at least 0, not -0.5",
        "training.gammaNegative=-4 | must be at least 0, not -4",
        "training.probabilityMargin=1 | must be at least 0 and below 1, not 1",
        "training.labelSmoothing=1 | must be at least 0 and below 1, not 1",
        "training.warmupEpochs=-1 | must be at least 0, not -1",
        "training.warmupEpochs=19 | must be at most training.epochs, which is 18, not 19",
        "training.minLearningRate=-1 | must be at least 0, not -1",
        "training.ema=1.5 | must be at least 0 and below 1, not 1.5",
        "training.device=cuda | must be auto, cpu or gpu:N, not \"cuda\"",
        "training.device=gpu:x | must be auto, cpu or gpu:N, not" + " \"gpu:x\"",
        "training.threads=0 | must be from 1 to 1024, not 0",
        "validation.everyNEpochs=0 | must be from 1 to 100000, not 0",
        "validation.trainMetricsEveryNEpochs=-1 | must be from 0 to 100000, not -1",
        "validation.threshold=1 | must be at least 0 and below 1, not 1",
        "earlyStopping.patience=0 | must be from 1 to 100000, not 0",
        "earlyStopping.minDelta=-0.1 | must be at least 0 and below 1, not -0.1",
      })
  void eachRuleNamesItsFieldAndWhatWouldBeRight(String setting, String message) {
    assertThat(ConfigCheck.check(with(setting)))
        .containsExactly(
            new ConfigProblem(
                setting.substring(0, setting.indexOf('=')),
                message.replace("BACKBONES", BACKBONES)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.unfreezeBackboneEpoch=99",
        "training.batchSize=2",
        "training.valBatchSize=1",
        "training.milestones=",
        "training.milestones=40,50",
        "data.pixelCache=off",
        "data.pixelCache=1.5 GiB",
        "training.device=gpu:3",
        "training.seed=-1",
        "data.imageSize=32",
        "validation.threshold=0",
      })
  void unusualButSoundValuesPass(String setting) {
    assertThat(ConfigCheck.check(with(setting))).isEmpty();
  }

  @Test
  void notANumberIsRefused() {
    ExperimentConfig config =
        DEFAULTS
            .with(LearningRateSettings.LEARNING_RATE, Double.NaN)
            .with(LearningRateSettings.BACKBONE_LR, Double.POSITIVE_INFINITY);
    assertThat(ConfigCheck.check(config))
        .extracting(ConfigProblem::message)
        .containsExactly("must be greater than 0, not NaN", "must be greater than 0, not Infinity");
  }

  @Test
  void requireTellsAllProblemsInOneError() {
    ExperimentConfig config = with("training.batchSize=0", "data.valSplit=2", "model.backbone=vgg");
    assertThatThrownBy(() -> ConfigCheck.require(config, "my.json"))
        .isInstanceOf(TagwrightException.class)
        .hasMessage(
            """
            The configuration of my.json is not usable:
              data.valSplit: must be between 0 and 1, both excluded, not 2
              model.backbone: "vgg" is not one of BACKBONES; the nearest is vgg16
              training.batchSize: must be from 2 to 65536, not 0\
            """
                .replace("BACKBONES", BACKBONES));
    assertThatCode(() -> ConfigCheck.require(DEFAULTS, "my.json")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "model.pretrained=false, training.freezeBackboneAtStart",
    "training.epochs=16, training.milestones",
    "training.decayFactor=2, training.decayFactor",
    "training.unfreezeBackboneEpoch=19, training.unfreezeBackboneEpoch",
    "training.unfreezeBackboneEpoch=1, training.freezeBackboneAtStart",
    "training.learningRate=0.5, training.learningRate",
    "validation.everyNEpochs=30, validation.everyNEpochs",
    "data.valSplit=0.8, data.valSplit",
  })
  void whatIsHardlyMeantIsAWarningNotAProblem(String setting, String field) {
    assertThat(ConfigCheck.check(with(setting))).isEmpty();
    assertThat(ConfigCheck.warnings(with(setting)))
        .extracting(ConfigProblem::field)
        .containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({
    "training.differential=true, training.learningRate=1e-3, training.differential is true",
    "training.differential=false, training.headLearningRate=1e-3, training.differential is false",
    "training.freezeBackboneAtStart=false, training.batchSizeFrozen=64,"
        + " training.freezeBackboneAtStart is false",
    "training.milestones=[], training.decayFactor=0.5, training.milestones is []",
    "training.optimizer=adamw, training.momentum=0.5, training.optimizer is adamw",
    "augment.policy=trivialaugment, augment.magnitude=5, augment.policy is trivialaugment",
    "training.freezeBackboneAtStart=false, training.accumulateFrozen=2,"
        + " training.freezeBackboneAtStart is false",
    "training.loss=asl, training.posWeight=none, training.loss is asl",
    "training.loss=focal, training.gammaNegative=2, training.loss is focal",
    "training.loss=bce, training.focalGamma=3, training.loss is bce",
    "training.schedule=cosine, training.milestones=3, training.schedule is cosine",
    "training.schedule=oneCycle, training.decayFactor=0.5, training.schedule is oneCycle",
    "training.schedule=constant, training.minLearningRate=1e-6, training.schedule is constant",
    "earlyStopping.enabled=false, earlyStopping.patience=9, earlyStopping.enabled is false",
    "model.startFrom=/a.pt, model.pretrained=false, model.startFrom is /a.pt",
    "validation.tuneThreshold=grid, validation.threshold=0.3, validation.tuneThreshold is grid",
  })
  void aSettingThatWasChangedButHasNoEffectIsAWarning(String first, String second, String why) {
    assertThat(ConfigCheck.warnings(with(first))).isEmpty();
    assertThat(ConfigCheck.warnings(with(first, second)))
        .extracting(ConfigProblem::toString)
        .containsExactly(second.substring(0, second.indexOf('=')) + ": has no effect while " + why);
  }

  @Test
  void swappedDifferentialRatesAreAWarning() {
    assertThat(
            ConfigCheck.warnings(
                with("training.differential=true", "training.backboneLearningRate=1e-3")))
        .extracting(ConfigProblem::field)
        .isEqualTo(List.of("training.backboneLearningRate"));
  }

  @ParameterizedTest
  @CsvSource({
    "20 GB, 20000000000",
    "20gb, 20000000000",
    "1.5 GiB, 1610612736",
    "512MB, 512000000",
    "3 KiB, 3072",
    "7 B, 7"
  })
  void sizesAreReadWithTheirUnit(String text, long bytes) {
    assertThat(ByteSize.parse(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "GB", "-1 GB", "1e3 GB", "2 XB", "99999999999999 TB", ""})
  void whatIsNoSizeIsRefused(String text) {
    assertThat(ByteSize.parse(text)).isEmpty();
  }
}
