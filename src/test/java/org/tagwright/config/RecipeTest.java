package org.tagwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.LearningRateSettings.Schedule;
import org.tagwright.config.OptimizerSettings.OptimizerKind;

class RecipeTest {
  @TempDir Path temp;

  private ExperimentConfig read(String json, Map<String, String> changes) throws IOException {
    Path file = temp.resolve("config.json");
    Files.writeString(file, json);
    return ConfigJson.read(file, changes);
  }

  private static ExperimentConfig parse(String json) {
    return ConfigJson.parse(json, "here");
  }

  @Test
  void classicEqualsTheDefaults() {
    assertThat(parse("{\"recipe\": \"classic\"}")).isEqualTo(ExperimentConfig.defaults());
  }

  @Test
  void aRecipeFillsInWhatIsNotSet() {
    ExperimentConfig config =
        parse("{\"recipe\": \"strong\", \"training\": {\"weightDecay\": 0.3}}");
    assertThat(config.recipe()).isEqualTo(Recipe.STRONG);
    assertThat(config.training().optimizer()).isEqualTo(OptimizerKind.ADAMW);
    assertThat(config.training().schedule()).isEqualTo(Schedule.ONE_CYCLE);
    assertThat(config.training().weightDecay()).isEqualTo(0.3);
  }

  @Test
  void aValueThatIsSetToTheDefaultStays() {
    assertThat(
            parse("{\"recipe\": \"strong\", \"training\": {\"optimizer\": \"adam\"}}")
                .training()
                .optimizer())
        .isEqualTo(OptimizerKind.ADAM);
  }

  @Test
  void changesStandAboveTheFileAndTheFileAboveTheRecipe() throws IOException {
    ExperimentConfig config =
        read(
            "{\"recipe\": \"strong\", \"training\": {\"epochs\": 9, \"batchSize\": 8}}",
            Map.of("recipe", "quick", "training.batchSize", "4"));
    assertThat(config.recipe()).isEqualTo(Recipe.QUICK);
    assertThat(config.training().epochs()).isEqualTo(9);
    assertThat(config.training().batchSize()).isEqualTo(4);
    assertThat(config.data().imageSize()).isEqualTo(128);
  }

  @Test
  void whatIsChangedDecidesTooWhatIsFilledIn() throws IOException {
    assertThat(
            read("{\"recipe\": \"strong\"}", Map.of("model.pretrained", "false"))
                .training()
                .learningRate())
        .isEqualTo(1e-3);
    assertThat(read("{\"recipe\": \"strong\"}", Map.of()).training().learningRate())
        .isEqualTo(3e-4);
  }

  /** So that a later version's idea of a recipe changes no old run. */
  @Test
  void whatIsWrittenHoldsEveryValueAndIsReadAsItIs() {
    ExperimentConfig config =
        ConfigJson.with(parse("{\"recipe\": \"strong\"}"), "training.optimizer", "adam");
    assertThat(ConfigJson.write(config)).contains("\"recipe\": \"strong\"", "\"optimizer\"");
    assertThat(parse(ConfigJson.write(config))).isEqualTo(config);
    assertThat(parse(ConfigJson.writeAll(config))).isEqualTo(config);
  }

  @Test
  void aSweepExpandsFirstAndIsFilledInAfter() {
    Sweep sweep =
        Sweep.expand(
            """
            {"recipe": ["classic", "strong"],
             "model": {"pretrained": [true, false]},
             "training": {"weightDecay": 0.2}}
            """,
            "here");
    assertThat(sweep.variants())
        .extracting(Sweep.Variant::name)
        .containsExactly(
            "recipe=classic, pretrained=true",
            "recipe=classic, pretrained=false",
            "recipe=strong, pretrained=true",
            "recipe=strong, pretrained=false");
    assertThat(sweep.variants())
        .extracting(variant -> variant.config().training().learningRate())
        .containsExactly(1e-4, 1e-4, 3e-4, 1e-3);
    assertThat(sweep.variants())
        .extracting(variant -> variant.config().training().weightDecay())
        .containsOnly(0.2);
  }

  @Test
  void everyRecipeIsSoundAndNamesOnlySettingsThatThereAre() {
    for (Recipe recipe : Recipe.values()) {
      for (String pretrained : new String[] {"true", "false"}) {
        for (String epochs : new String[] {"1", "12", "30"}) {
          ExperimentConfig explicit =
              ConfigJson.with(
                  ConfigJson.with(ExperimentConfig.defaults(), "training.epochs", epochs),
                  "model.pretrained",
                  pretrained);
          ExperimentConfig filled = recipe.fillIn(ExperimentConfig.defaults(), explicit);
          assertThat(ConfigCheck.check(filled)).isEmpty();
          assertThat(recipe.settings(explicit).keySet())
              .allMatch(path -> Catalogue.find(path).isPresent());
        }
      }
    }
  }

  @Test
  void anUnknownRecipeIsOneClearMessage() {
    assertThatThrownBy(() -> parse("{\"recipe\": \"stron\"}"))
        .isInstanceOf(TagwrightException.class)
        .hasMessage(
            "here, line 1: recipe: \"stron\" is not one of classic, quick, strong; the nearest is"
                + " strong");
  }
}
