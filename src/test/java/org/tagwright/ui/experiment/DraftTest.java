package org.tagwright.ui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.config.Setting;
import org.tagwright.config.Sweep;

class DraftTest {
  private static Draft typed(String... pathsAndTexts) {
    Map<String, FieldModel> fields = new LinkedHashMap<>();
    Catalogue.all().forEach(s -> fields.put(s.path(), new FieldModel(s)));
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      fields.get(pathsAndTexts[i]).textProperty().set(pathsAndTexts[i + 1]);
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    fields.forEach((path, field) -> values.put(path, field.values()));
    return Draft.of(values);
  }

  @Test
  void everyChoiceIsOneThatTheConfigurationTakes() {
    for (Setting<?> setting : Catalogue.all()) {
      for (Setting.Choice choice : setting.choices()) {
        assertThat(typed(setting.path(), choice.value()).problems()).isEmpty();
      }
    }
  }

  @Test
  void anUntouchedFormIsTheDefaultConfiguration() {
    Draft draft = typed();
    assertThat(draft.problems()).isEmpty();
    assertThat(draft.first()).isEqualTo(ExperimentConfig.defaults());
    assertThat(draft.runs()).hasSize(1);
    assertThat(draft.whyNot()).isEmpty();
  }

  @Test
  void autoIsANumberInEachRunAndStaysAutoInTheFile(@TempDir Path folder) throws Exception {
    Draft draft = typed("data.imageSize", "auto", "model.backbone", "resnet50, efficientnet_b3");
    assertThat(draft.problems()).isEmpty();
    assertThat(draft.runs())
        .extracting(run -> run.config().data().imageSize())
        .containsExactly(224, 300);
    assertThat(draft.first().data().imageSize()).isEqualTo(224);

    Path file = Files.writeString(folder.resolve("sweep.json"), DraftStore.json(draft));
    assertThat(DraftStore.open(file))
        .containsEntry("data.imageSize", "auto")
        .containsEntry("model.backbone", "resnet50, efficientnet_b3");
  }

  @Test
  void aMistypedNumberIsToldByItsFieldAndStopsTheStart() {
    Draft draft = typed("training.epochs", "ten", "training.batchSize", "0");
    assertThat(draft.problems().get("training.epochs")).startsWith("expected a whole number");
    assertThat(draft.problems()).containsKey("training.batchSize");
    assertThat(draft.runs()).isEmpty();
    assertThat(draft.whyNot())
        .startsWith("Epochs: expected a whole number")
        .endsWith("(and 1 more)");
  }

  @Test
  void anEmptyOptionalFieldMeansItsWord() {
    Draft draft = typed("training.batchSizeFrozen", "", "model.startFrom", " ", "data.classes", "");
    assertThat(draft.problems()).isEmpty();
    assertThat(draft.first().training().batchSizeFrozen()).isNull();
  }

  @Test
  void anEmptyFieldThatMustBeFilledIsAProblem() {
    assertThat(typed("training.epochs", "").problems()).containsKey("training.epochs");
  }

  @Test
  void severalValuesMakeARunForEachCombination() {
    Draft draft =
        typed("training.learningRate", "1e-3, 1e-4", "model.backbone", "resnet18, resnet50, vgg16");
    assertThat(draft.problems()).isEmpty();
    assertThat(draft.runs()).hasSize(6).extracting(Sweep.Variant::config).doesNotHaveDuplicates();
    assertThat(draft.first().model().backbone()).isEqualTo("resnet18");
  }

  @Test
  void milestonesAreAListAndAreSweptBySemicolons() {
    assertThat(typed("training.milestones", "5, 9").runs()).hasSize(1);
    Draft draft = typed("training.milestones", "5, 9; 12");
    assertThat(draft.runs()).hasSize(2);
    assertThat(draft.runs().get(1).config().training().milestones()).containsExactly(12);
  }

  @Test
  void aWrongValueAmongSeveralIsFound() {
    assertThat(typed("training.learningRate", "1e-3, 0").problems())
        .containsOnlyKeys("training.learningRate");
  }

  @Test
  void choosingAlongAddsAndTakesOutAgain() {
    FieldModel field = new FieldModel(ModelSettings.BACKBONE);
    field.choose("vgg16", true);
    assertThat(field.values()).containsExactly("resnet18", "vgg16");
    field.choose("resnet18", true);
    assertThat(field.values()).containsExactly("vgg16");
    field.choose("vgg16", true);
    assertThat(field.values()).containsExactly("vgg16");
    field.choose("resnet50", false);
    assertThat(field.values()).containsExactly("resnet50");
  }

  @Test
  void whatIsSavedIsWhatTheTerminalReads(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.json");
    Draft one = typed("training.epochs", "7");
    Files.writeString(file, DraftStore.json(one));
    assertThat(ConfigJson.read(file)).isEqualTo(one.first());

    Draft sweep =
        typed(
            "training.learningRate",
            "1e-3, 1e-4",
            "training.milestones",
            "5, 9; 12",
            "training.threads",
            "2, auto");
    Files.writeString(file, DraftStore.json(sweep));
    assertThat(Sweep.read(file).variants().stream().map(Sweep.Variant::config))
        .containsExactlyInAnyOrderElementsOf(
            sweep.runs().stream().map(Sweep.Variant::config).toList());
  }

  @Test
  void aSweepFileComesBackAsItsTexts(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.json");
    Files.writeString(file, "{\"training\": {\"milestones\": [[5, 9], [12]], \"epochs\": [3, 4]}}");
    Map<String, String> texts = DraftStore.open(file);
    assertThat(texts.get("training.epochs")).isEqualTo("3, 4");
    assertThat(typed("training.milestones", texts.get("training.milestones")).runs()).hasSize(2);
  }
}
