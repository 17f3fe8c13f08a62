package org.tagwright.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.bench.Ladder.Regime;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.demo.DemoRecipe;

class LadderTest {
  private static final Regime REGIME =
      new Regime(12, false, Map.of("training.milestones", "[8]"), List.of("c", "a"));
  private static final Ladder LADDER =
      new Ladder(
          Map.of("short", REGIME),
          new java.util.TreeMap<>(
              Map.of(
                  "a", Map.of("training.posWeight", "balanced"),
                  "b", Map.of("training.batchSize", "8"),
                  "c", Map.of("training.batchSize", "16"))));

  @TempDir Path folder;

  private static List<String> titles(String... wanted) {
    return LADDER.variants(REGIME, List.of(wanted)).stream()
        .map(variant -> LADDER.title(REGIME, variant))
        .toList();
  }

  @Test
  void theLadderAddsOneIngredientAtATimeInTheRegimesOrder() {
    assertThat(titles("ladder")).containsExactly("classic", "classic + c", "strong (a, c)");
  }

  @Test
  void minusLeavesOutEachIngredientOfStrong() {
    assertThat(LADDER.variants(REGIME, List.of("minus")))
        .containsExactly(List.of("a"), List.of("c"));
    Regime three = new Regime(12, false, Map.of(), List.of("a", "b", "c"));
    assertThat(LADDER.variants(three, List.of("minus")).stream().map(v -> LADDER.title(three, v)))
        .containsExactly("strong without a", "strong without b", "strong without c");
  }

  @Test
  void allIsEachVariantOnce() {
    assertThat(titles("all", "classic", "a + c", "c+a"))
        .containsExactly("classic", "classic + c", "strong (a, c)", "classic + a", "classic + b");
  }

  @Test
  void settingsAreThoseOfTheRegimeAndTheIngredients() {
    assertThat(LADDER.settings(REGIME, List.of("a", "b")))
        .isEqualTo(
            Map.of(
                "training.milestones", "[8]",
                "training.posWeight", "balanced",
                "training.batchSize", "8"));
  }

  @Test
  void ingredientsThatSetTheSameFieldAreRefused() {
    assertThatThrownBy(() -> LADDER.settings(REGIME, List.of("b", "c")))
        .isInstanceOf(TagwrightException.class)
        .hasMessage("The ingredients \"b\" and \"c\" both set training.batchSize; leave one out.");
  }

  @Test
  void unknownNamesAreAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> LADDER.variants(REGIME, List.of("a+d")))
        .hasMessage("\"a+d\" names the ingredient \"d\"; there are a, b, c.");
    assertThatThrownBy(() -> LADDER.regime("shrt"))
        .hasMessage("There is no regime \"shrt\"; there are short.");
  }

  @Test
  void aFileSaysWhatIsWrongWithIt() throws IOException {
    Path file = folder.resolve("ladder.json");
    Files.writeString(
        file,
        """
        {"regimes": {"r": {"epochs": 2, "strong": ["x"]}}, "ingredients": {}}
        """);
    assertThatThrownBy(() -> Ladder.read(file))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("regime \"r\" names the ingredient \"x\"");
    Files.writeString(file, "{\"regimes\": {\"r\": {}}, \"ingredients\": {}}");
    assertThatThrownBy(() -> Ladder.read(file)).hasMessageContaining("number of epochs");
    Files.writeString(file, "{\"ingredients\": {}}");
    assertThatThrownBy(() -> Ladder.read(file)).hasMessageContaining("regimes are missing");
  }

  @Test
  void everyVariantOfTheBuiltInLadderIsAValidConfiguration() {
    Ladder ladder = Ladder.builtIn();
    assertThat(ladder.regimes().keySet()).containsExactly("short", "long", "tuning");
    ladder
        .regimes()
        .forEach(
            (name, regime) -> {
              for (List<String> variant : ladder.variants(regime, List.of("all"))) {
                ExperimentConfig config =
                    ConfigJson.with(
                        new DemoRecipe(folder).config(),
                        "training.epochs",
                        String.valueOf(regime.epochs()));
                for (Map.Entry<String, String> setting :
                    ladder.settings(regime, variant).entrySet()) {
                  config = ConfigJson.with(config, setting.getKey(), setting.getValue());
                }
                ConfigCheck.require(config, name + ", " + ladder.title(regime, variant));
              }
            });
  }
}
