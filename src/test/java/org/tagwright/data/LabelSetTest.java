package org.tagwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;

class LabelSetTest {
  @TempDir Path folder;

  @Test
  void namesThatOnlyDifferInHowTheirAccentsAreWrittenAreOne() throws IOException {
    LabelSet composed = new LabelSet(List.of("caf\u00e9", "tea"));
    LabelSet apart = new LabelSet(List.of("cafe\u0301", "tea"));
    assertThat(apart).isEqualTo(composed);
    assertThat(composed.indexOf("cafe\u0301")).isZero();
    apart.requireSame(Path.of("a"), Path.of("b"), composed);
    Path file = Files.writeString(folder.resolve("classes.txt"), "caf\u00e9\ncafe\u0301\n");
    assertThatThrownBy(() -> LabelSet.read(file))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("again, as line 1 did");
  }

  @Test
  void cocosEightyClassesStandInCocosOrder() {
    assertThat(LabelSet.COCO.size()).isEqualTo(80);
    assertThat(LabelSet.COCO.name(0)).isEqualTo("person");
    assertThat(LabelSet.COCO.name(11)).isEqualTo("stop sign");
    assertThat(LabelSet.COCO.name(39)).isEqualTo("bottle");
    assertThat(LabelSet.COCO.name(60)).isEqualTo("dining table");
    assertThat(LabelSet.COCO.name(79)).isEqualTo("toothbrush");
    assertThat(LabelSet.COCO.names()).doesNotHaveDuplicates().allMatch(n -> n.equals(n.strip()));
    assertThat(LabelSet.COCO.indexOf("zebra")).isEqualTo(22);
    assertThat(LabelSet.COCO.indexOf("unicorn")).isEqualTo(-1);
  }
}
