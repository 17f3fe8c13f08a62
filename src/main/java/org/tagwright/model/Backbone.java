package org.tagwright.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tagwright.common.TagwrightException;
import org.tagwright.model.backbone.DenseNet;
import org.tagwright.model.backbone.EfficientNet;
import org.tagwright.model.backbone.MobileNetV2;
import org.tagwright.model.backbone.Network;
import org.tagwright.model.backbone.ResNet;
import org.tagwright.model.backbone.Vgg;
import org.tagwright.model.layer.Scope;
import org.tagwright.torchfile.tensor.TorchTensor;

/** The architectures there are, by torchvision's names. */
public enum Backbone {
  RESNET18("resnet18", ResNet::resnet18),
  RESNET50("resnet50", ResNet::resnet50),
  DENSENET121("densenet121", DenseNet::densenet121),
  MOBILENET_V2("mobilenet_v2", MobileNetV2::build),
  EFFICIENTNET_B0("efficientnet_b0", EfficientNet::b0),
  VGG16("vgg16", Vgg::vgg16);

  private final String torchvisionName;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference has no state
  private final Function<Scope, Network> architecture;

  Backbone(String torchvisionName, Function<Scope, Network> architecture) {
    this.torchvisionName = torchvisionName;
    this.architecture = architecture;
  }

  /** torchvision's name, such as {@code resnet18}. */
  public String torchvisionName() {
    return torchvisionName;
  }

  /** The layers, without the head, their weights not yet made. */
  Network build(Scope root) {
    return architecture.apply(root);
  }

  /** How tensors fit, whatever head is on top of them. */
  LoadReport fit(Map<String, TorchTensor> tensors) {
    Scope root = Scope.root();
    Network network = build(root);
    return StateDict.compare(root.state(), tensors).besides(network.head());
  }

  /** The backbone whose weights, all of them and no others, {@code tensors} are. */
  public static Optional<Backbone> fitting(Map<String, TorchTensor> tensors) {
    return Arrays.stream(values()).filter(b -> b.fit(tensors).complete()).findFirst();
  }

  /**
   * The backbone of the given name.
   *
   * @throws TagwrightException if there is none
   */
  public static Backbone of(String torchvisionName) {
    for (Backbone backbone : values()) {
      if (backbone.torchvisionName.equals(torchvisionName)) {
        return backbone;
      }
    }
    throw TagwrightException.input(
        "There is no backbone \""
            + torchvisionName
            + "\"; there are "
            + String.join(", ", names()));
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(Backbone::torchvisionName).toList();
  }
}
