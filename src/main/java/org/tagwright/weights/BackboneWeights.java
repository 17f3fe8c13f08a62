package org.tagwright.weights;

import java.nio.file.Path;
import java.util.List;
import org.tagwright.common.Progress;
import org.tagwright.model.PretrainedWeights;

/** The backbones' sizes and their pretrained weights, for the window, which knows no networks. */
public final class BackboneWeights {
  /**
   * A backbone's facts.
   *
   * @param parameters number of weights with torchvision's head for 1000 classes
   * @param megabytes size of the file of pretrained weights, MB
   */
  public record Facts(String backbone, long parameters, int megabytes) {}

  private static final Path NOWHERE = Path.of("");

  /** In the order in which they are offered. */
  public List<Facts> facts() {
    return List.of(
        facts("resnet18", 11_689_512),
        facts("resnet50", 25_557_032),
        facts("densenet121", 7_978_856),
        facts("mobilenet_v2", 3_504_872),
        facts("efficientnet_b0", 5_288_548),
        facts("vgg16", 138_357_544));
  }

  private static Facts facts(String backbone, long parameters) {
    int megabytes = new PretrainedWeights(NOWHERE).publishedOf(backbone).get(0).megabytes();
    return new Facts(backbone, parameters, megabytes);
  }

  /** Whether the folder holds weights that the backbone can start from. */
  public boolean atHand(String backbone, Path weightsFolder) {
    return new PretrainedWeights(weightsFolder).find(backbone).isPresent();
  }

  /** Downloads and checks the backbone's weights. */
  public Path fetch(String backbone, Path weightsFolder, Progress progress) {
    return new PretrainedWeights(weightsFolder).fetch(backbone, progress);
  }
}
