package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.TorchTensor;

/** Which images and which files a vision transformer takes. */
class PositionEmbeddingTest {
  private static final ExperimentConfig VIT =
      ExperimentConfig.defaults().with(ModelSettings.BACKBONE, "vit_b_16");

  @Test
  void aSizeThatLeavesPartOfAPatchIsRefusedBeforeTraining() {
    assertThat(ConfigCheck.check(VIT.with(DataSettings.IMAGE_SIZE, 230)))
        .singleElement()
        .hasToString(
            "data.imageSize: must be a multiple of 16, the side of vit_b_16's patches, such as 224"
                + " or 240");
    assertThat(ConfigCheck.check(VIT.with(DataSettings.EVALUATION_SIZE, 225))).hasSize(1);
    assertThat(ConfigCheck.check(VIT.with(DataSettings.IMAGE_SIZE, 384))).isEmpty();
    assertThat(ConfigCheck.check(ExperimentConfig.defaults().with(DataSettings.IMAGE_SIZE, 230)))
        .isEmpty();
  }

  @Test
  void aFileTrainedOnOtherImagesKeepsItsEmbeddings() {
    Backbone vit = Backbone.of("vit_b_16");

    assertThat(vit.fit(tensors(vit, 1 + 24 * 24)).complete()).isTrue();
    assertThat(vit.fit(tensors(vit, 1 + 14 * 14)).complete()).isTrue();
    assertThat(vit.fit(tensors(vit, 1 + 200)).mismatched())
        .singleElement()
        .asString()
        .startsWith("encoder.pos_embedding, ");
  }

  /** Of that shape, without values. */
  private static Map<String, TorchTensor> tensors(Backbone backbone, long positions) {
    Scope root = Scope.root();
    backbone.build(root);
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    for (Weight weight : root.state()) {
      long[] shape = weight.shape();
      if (weight.name().equals("encoder.pos_embedding")) {
        shape[1] = positions;
      }
      tensors.put(
          weight.name(),
          TorchTensor.supplied(
              ElementType.FLOAT32,
              () -> {
                throw new AssertionError("read " + weight);
              },
              shape));
    }
    return tensors;
  }
}
