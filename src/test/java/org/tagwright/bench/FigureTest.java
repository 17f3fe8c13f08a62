package org.tagwright.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void theRatioIsTakenRoundByRoundSoThatALoadedMinuteCountsForBoth() {
    Figure figure =
        new Figure(
            "x",
            "images/s",
            true,
            List.of(20.0, 4.0, 30.0),
            List.of(10.0, 2.0, 10.0),
            2.0,
            Map.of());
    assertThat(figure.ratio()).isEqualTo(new Figure.Spread(2, 2, 3));
    assertThat(figure.reached()).isTrue();
    JsonNode json = figure.toJson();
    assertThat(json.at("/ours/median").asDouble()).isEqualTo(20);
    assertThat(json.at("/ours/rounds")).hasSize(3);
    assertThat(json.at("/script/most").asDouble()).isEqualTo(10);
    assertThat(json.at("/ratio/median").asDouble()).isEqualTo(2);
    assertThat(json.at("/wanted").asDouble()).isEqualTo(2);
    assertThat(json.at("/reached").asBoolean()).isTrue();
  }

  @Test
  void whereLessIsBetterTheRatioMustBeSmallEnough() {
    Figure start = new Figure("x", "s", false, List.of(3.0), List.of(4.0), 0.7, Map.of());
    assertThat(start.reached()).isFalse();
    Figure alone = new Figure("x", "s", false, List.of(1.5, 1.7), List.of(), 2.0, Map.of());
    assertThat(alone.reached()).isTrue();
    assertThat(alone.ratio()).isNull();
    assertThat(alone.toJson().has("script")).isFalse();
    assertThat(alone.toJson().at("/ours/median").asDouble()).isCloseTo(1.6, within(1e-12));
  }

  @Test
  void speedComesFromImagesAndSecondsAndTheRatioByCpuTimeBesideIt() throws Exception {
    ObjectMapper json = new ObjectMapper();
    JsonNode ours =
        json.readTree(
            "{\"images\": 64, \"seconds\": 2, \"cpu_seconds\": 4, \"waiting_share\": 0.01}");
    JsonNode script = json.readTree("{\"images\": 64, \"seconds\": 4, \"cpu_seconds\": 6}");
    Figure figure = Figure.speed("x", List.of(ours), List.of(script), null);
    assertThat(figure.ours()).containsExactly(32.0);
    assertThat(figure.ratio().median()).isEqualTo(2);
    assertThat(figure.further())
        .containsEntry("ratio_by_cpu_time", 1.5)
        .containsEntry("waiting_share", 0.01);
    assertThat(figure.reached()).isNull();
  }

  @Test
  void whatWasWrittenIsReadBack() throws Exception {
    Figure compared =
        new Figure(
            "resnet18 full fp32",
            "images/s",
            true,
            List.of(20.0, 4.0),
            List.of(10.0, 2.0),
            1.2,
            Map.of("waiting_share", 0.01));
    Figure alone = new Figure("x", "s", false, List.of(1.5), List.of(), null, Map.of());
    for (Figure figure : List.of(compared, alone)) {
      JsonNode json = new ObjectMapper().readTree(figure.toJson().toString());
      assertThat(Figure.of(json)).isEqualTo(figure);
    }
  }
}
