package org.tagwright.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Setting;
import org.tagwright.metric.Metric;

class CheckpointNameTest {
  private static final ExperimentConfig DEFAULTS = ExperimentConfig.defaults();
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "data.workers",
          "data.pixelCache",
          "data.testImages",
          "model.weightsFolder",
          "training.device",
          "training.threads");

  @Test
  void isReadableAndTheSameEveryTime() {
    assertThat(CheckpointName.of(DEFAULTS))
        .startsWith(
            "resnet18_pretrained_px224_ep18_unfreeze4_bs32_lr1e-4_ms12-16x0.1_weighted_f1_seed42_")
        .isEqualTo(CheckpointName.of(ExperimentConfig.defaults()))
        .matches("[A-Za-z0-9._+-]{1,160}");
    assertThat(CheckpointName.fileOf(DEFAULTS))
        .isEqualTo(
            DEFAULTS
                .output()
                .trainedModels()
                .resolve("resnet18")
                .resolve(CheckpointName.of(DEFAULTS) + ".pt"));
  }

  @Test
  void everyFieldThatCanChangeWhatIsLearnedChangesTheName() throws Exception {
    Set<String> names = new HashSet<>(Set.of(CheckpointName.of(DEFAULTS)));
    int changed = 0;
    for (RecordComponent part : ExperimentConfig.class.getRecordComponents()) {
      if (!part.getType().isRecord()) {
        continue;
      }
      for (RecordComponent field : part.getType().getRecordComponents()) {
        String path = part.getName() + "." + field.getName();
        ExperimentConfig config = with(part, field);
        String name = CheckpointName.of(config);
        if (!Catalogue.get(path).inName(config)) {
          assertThat(name).as(path).isEqualTo(CheckpointName.of(DEFAULTS));
        } else {
          assertThat(names.add(name)).as(path).isTrue();
          assertThat(name).matches("[A-Za-z0-9._+-]{1,160}");
          changed++;
        }
      }
    }
    assertThat(changed).isGreaterThan(25);
  }

  /** A run must be able to read its own file, in which every setting has a value. */
  @ParameterizedTest
  @CsvSource({
    "training.optimizer=adam, training.momentum=0.5",
    "training.optimizer=adamw, recipe=strong",
    "training.loss=asl, training.posWeight=none",
    "training.schedule=cosine, training.milestones=3",
    "training.schedule=cosine, training.decayFactor=0.5",
    "training.loss=focal, training.probabilityMargin=0.2",
    "training.freezeBackboneAtStart=false, training.accumulateFrozen=4",
    "model.backbone=vgg16, model.pooling=max",
    "model.head=csra, model.pooling=both",
  })
  void aLaterSettingWithoutEffectIsNoPartOfTheName(String first, String second) {
    assertThat(CheckpointName.of(with(first, second))).isEqualTo(CheckpointName.of(with(first)));
  }

  private static ExperimentConfig with(String... sets) {
    ExperimentConfig config = DEFAULTS;
    for (String set : sets) {
      String[] parts = set.split("=", 2);
      config = ConfigJson.with(config, parts[0], parts[1]);
    }
    return config;
  }

  @Test
  void whereResultsGoAndHowFastTheyComeIsNoPartOfTheName() {
    assertThat(Catalogue.all())
        .filteredOn(setting -> setting.since().equals(Setting.FIRST_VERSION))
        .allSatisfy(
            s ->
                assertThat(s.inDigest())
                    .as(s.path())
                    .isNotEqualTo(s.group().equals("output") || WITHOUT_EFFECT.contains(s.path())));
  }

  private static ExperimentConfig with(RecordComponent part, RecordComponent field)
      throws Exception {
    Record inner = (Record) part.getAccessor().invoke(DEFAULTS);
    return (ExperimentConfig) copy(DEFAULTS, part, copy(inner, field, other(inner, field)));
  }

  private static Record copy(Record record, RecordComponent changed, Object value)
      throws Exception {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] =
          components[i].getName().equals(changed.getName())
              ? value
              : components[i].getAccessor().invoke(record);
    }
    Constructor<? extends Record> constructor = record.getClass().getDeclaredConstructor(types);
    return constructor.newInstance(values);
  }

  private static Object other(Record record, RecordComponent field) throws Exception {
    Object value = field.getAccessor().invoke(record);
    Class<?> type = field.getType();
    if (type.isEnum()) {
      List<Object> others = new ArrayList<>(List.of(type.getEnumConstants()));
      others.remove(value);
      return type == Metric.class ? Metric.MAP : others.get(0);
    }
    if (type == boolean.class) {
      return !(boolean) value;
    }
    if (type == int.class || type == Integer.class) {
      return value == null ? 7 : (Integer) value + 1;
    }
    if (type == long.class) {
      return (Long) value + 1;
    }
    if (type == double.class) {
      return (Double) value + 0.001;
    }
    if (type == Path.class) {
      return Path.of("/elsewhere: <*>");
    }
    if (type == String.class) {
      return "other";
    }
    if (type == List.class) {
      return List.of(3);
    }
    throw new IllegalStateException("no other value for " + field);
  }
}
