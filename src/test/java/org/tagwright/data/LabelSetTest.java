package org.tagwright.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelSetTest {

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
