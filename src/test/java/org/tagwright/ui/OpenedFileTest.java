package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tagwright.common.TagwrightException;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.ViewRequest;

final class OpenedFileTest {
  private final Navigator navigator = new Navigator();
  private final List<ViewRequest> requests = new ArrayList<>();
  private final List<Path> configurations = new ArrayList<>();

  OpenedFileTest() {
    navigator.handle(ViewRequest.ShowCheckpoint.class, requests::add);
    navigator.handle(ViewRequest.LabelImages.class, requests::add);
  }

  private void open(String file) {
    new OpenedFile(Path.of(file)).show(navigator, configurations::add);
  }

  @Test
  void aCheckpointIsFoundInTheResults() {
    open("/models/best_model.PT");
    assertThat(navigator.current()).isEqualTo(ViewId.RESULTS);
    assertThat(requests)
        .containsExactly(new ViewRequest.ShowCheckpoint(Path.of("/models/best_model.PT")));
  }

  @Test
  void anImageIsLabelled() {
    open("/photos/cat.jpg");
    assertThat(requests)
        .containsExactly(new ViewRequest.LabelImages(List.of(Path.of("/photos/cat.jpg"))));
  }

  @Test
  void aConfigurationFillsTheForm() {
    open("/experiments/config.json");
    assertThat(navigator.current()).isEqualTo(ViewId.EXPERIMENT);
    assertThat(configurations).containsExactly(Path.of("/experiments/config.json"));
  }

  @Test
  void anotherKindOfFileIsRefusedByNameWithTheKindsThatOpen() {
    assertThatThrownBy(() -> open("/notes.txt"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContainingAll("/notes.txt", ".pt", ".json", "images");
  }
}
