package org.tagwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tagwright.bench.Rounds.Entrant;
import org.tagwright.common.Progress;

class RoundsTest {
  private final List<String> order = new ArrayList<>();

  @Test
  void sidesWorkInTurnAndTheFirstRoundOfEachDoesNotCount() {
    List<List<JsonNode>> answers =
        Rounds.run("", List.of(entrant("ours"), entrant("theirs")), 2, Progress.NONE);
    assertThat(order).containsExactly("ours", "theirs", "ours", "theirs", "ours", "theirs");
    assertThat(answers)
        .extracting(list -> list.stream().map(JsonNode::asInt).toList())
        .containsExactly(List.of(3, 5), List.of(4, 6));
  }

  private Entrant entrant(String name) {
    return new Entrant(
        name,
        () -> {
          order.add(name);
          return new ObjectMapper().getNodeFactory().numberNode(order.size());
        });
  }
}
