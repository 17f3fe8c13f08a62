package org.tagwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.config.Setting.Kind;

class CatalogueTest {
  private static final ExperimentConfig DEFAULTS = ExperimentConfig.defaults();

  @Test
  void everyFieldOfTheConfigurationIsDescribedOnce() {
    assertThat(Catalogue.all())
        .extracting(Setting::path)
        .containsExactlyInAnyOrderElementsOf(Records.paths());
  }

  @Test
  void everySettingHasALabelOfItsOwnAndHelpInASentence() {
    assertThat(Catalogue.all()).extracting(Setting::label).doesNotHaveDuplicates();
    assertThat(Catalogue.all())
        .allSatisfy(s -> assertThat(s.label()).as(s.path()).matches("[A-Z].{1,24}"))
        .allSatisfy(s -> assertThat(s.help()).as(s.path()).matches("[A-Z0-9].*\\."));
  }

  @Test
  void commonSettingsOfASectionComeFirst() {
    for (Section section : Section.values()) {
      List<Boolean> common = Catalogue.in(section).stream().map(Setting::isCommon).toList();
      assertThat(common).as(section.title()).isNotEmpty();
      assertThat(common.subList(common.indexOf(true), common.lastIndexOf(true)))
          .as(section.title())
          .doesNotContain(false);
      assertThat(common.get(0)).as(section.title()).isTrue();
    }
  }

  @Test
  void everyDefaultIsAllowedAndWarnsOfNothing() {
    assertThat(ConfigCheck.check(DEFAULTS)).isEmpty();
    assertThat(ConfigCheck.warnings(DEFAULTS)).isEmpty();
  }

  @Test
  void onlyWhatMayBeMissingHasNoDefault() {
    for (Setting<?> setting : Catalogue.all()) {
      boolean primitive = setting.component().getType().isPrimitive();
      assertThat(setting.wordForNull() != null && primitive).as(setting.path()).isFalse();
      assertThat(setting.defaultValue() == null).isEqualTo(setting.wordForNull() != null);
    }
  }

  @Test
  void everyConditionIsAboutASettingThatCanHaveThatValue() {
    for (Setting<?> setting : Catalogue.all()) {
      for (Condition condition : setting.conditions()) {
        Setting<?> other = Catalogue.get(condition.path());
        RecordComponent component = other.component();
        boolean fits =
            condition.value() == null
                ? other.wordForNull() != null
                : component.getType().isInstance(condition.value())
                    || other.defaultValue().getClass().isInstance(condition.value());
        assertThat(fits).as(setting + " only if " + condition).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "training.headLearningRate, training.headLearningRate",
    "Head LR, training.headLearningRate",
    "head_base_lr, training.headLearningRate",
    "lr head, training.headLearningRate",
    "learning rate, training.learningRate",
    "model_name, model.backbone",
    "BATCH-SIZE, training.batchSize",
    "fixed threshold, validation.threshold",
  })
  void aSettingIsFoundByItsPathItsLabelAndItsKeys(String name, String path) {
    assertThat(Catalogue.named(name)).map(Setting::path).contains(path);
  }

  @ParameterizedTest
  @CsvSource({"lr, training.learningRate", "early stopping, earlyStopping.enabled"})
  void anUnknownPathThatIsTheNameOfASettingMeansThatSetting(String name, String path) {
    assertThatThrownBy(() -> ConfigJson.with(DEFAULTS, name, "1"))
        .hasMessageEndingWith("the nearest is " + path);
  }

  @Test
  void copiesDifferInTheNamedSettingOnly() {
    ExperimentConfig copy =
        DEFAULTS.with(ScheduleSettings.EPOCHS, 3).with(DataSettings.CLASSES, Path.of("c.txt"));
    assertThat(Catalogue.all().stream().filter(s -> !s.isDefault(copy)))
        .containsExactly(DataSettings.CLASSES, ScheduleSettings.EPOCHS);
    assertThat(copy.with(DEFAULTS.data()).with(ScheduleSettings.EPOCHS, 18)).isEqualTo(DEFAULTS);
  }

  @Test
  void aPartOfTheConfigurationTakesOnlySettingsOfItsOwn() {
    assertThat(DEFAULTS.data().with(DataSettings.IMAGE_SIZE, 64).imageSize()).isEqualTo(64);
    assertThatThrownBy(() -> DEFAULTS.data().with(ScheduleSettings.EPOCHS, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("training.epochs");
  }

  @Test
  void choicesStandForEveryConstant() {
    assertThat(Catalogue.all().stream().filter(s -> s.component().getType().isEnum()))
        .allSatisfy(
            s -> {
              assertThat(s.kind()).isEqualTo(Kind.CHOICE);
              int auto = s.hasAuto() ? 1 : 0;
              assertThat(s.choices())
                  .hasSize(auto + s.component().getType().getEnumConstants().length);
            });
  }
}
