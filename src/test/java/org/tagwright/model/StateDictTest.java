package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tagwright.model.layer.Scope;

/** The state dicts have torchvision's keys, in its order, with its shapes. */
class StateDictTest {
  @ParameterizedTest
  @EnumSource
  void keysOrderAndShapesAreTorchvisions(Backbone backbone) {
    JsonNode expected = Golden.read("state_dicts.json").json().get(backbone.torchvisionName());
    String head = expected.get("head").textValue();
    List<String> keys = new ArrayList<>();
    for (JsonNode entry : expected.get("state")) {
      if (!entry.get(0).textValue().startsWith(head + ".")) {
        keys.add(entry.get(0).textValue() + entry.get(1));
      }
    }
    for (JsonNode entry : expected.get("head_state")) {
      keys.add(entry.get(0).textValue() + entry.get(1));
    }
    Scope root = Scope.root();
    new ClassifierHead(backbone.build(root), 80, root);

    assertThat(root.state())
        .extracting(weight -> weight.toString().replace(" ", ""))
        .containsExactlyElementsOf(keys);
  }
}
