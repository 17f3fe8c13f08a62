package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bilinear;
import static org.tagwright.model.layer.Activation.NONE;
import static org.tagwright.model.layer.Activation.RELU;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.layer.Activation;
import org.tagwright.model.layer.BatchNorm;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.ConvNorm;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Pool;
import org.tagwright.model.layer.Residual;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/** Deep residual networks, He et al. 2015; the stride of a bottleneck sits in its 3 × 3. */
public final class ResNet implements BackboneFamily {
  @Override
  public String title() {
    return "ResNet";
  }

  @Override
  public List<Backbone> members() {
    return List.of(
        new Backbone(
            "resnet18",
            11_689_512,
            1.814,
            List.of(
                new PublishedWeights(
                    "resnet18-f37072fd.pth", "ImageNet V1", 47, 69.758, bilinear(256, 224))),
            ResNet::resnet18),
        new Backbone(
            "resnet50",
            25_557_032,
            4.089,
            List.of(
                new PublishedWeights(
                    "resnet50-11ad3fa6.pth", "ImageNet V2", 103, 80.858, bilinear(232, 224)),
                new PublishedWeights(
                    "resnet50-0676ba61.pth", "ImageNet V1", 103, 76.130, bilinear(256, 224))),
            ResNet::resnet50));
  }

  private static Network resnet18(Scope at) {
    return build(at, ResNet::basic, 1, 2, 2, 2, 2);
  }

  private static Network resnet50(Scope at) {
    return build(at, ResNet::bottleneck, 4, 3, 4, 6, 3);
  }

  /** The branch of a residual block, from {@code in} channels to {@code width} · expansion. */
  private interface Branch {
    Layer build(Scope at, int in, int width, int stride);
  }

  private static Network build(Scope at, Branch branch, int expansion, int... blocks) {
    List<Layer> layers = new ArrayList<>();
    layers.add(unit(at, 1, Conv.of(3, 64, 7).stride(2), 64, RELU));
    layers.add(Pool.max(3, 2, 1));
    int in = 64;
    for (int stage = 0; stage < blocks.length; stage++) {
      int width = 64 << stage;
      for (int block = 0; block < blocks[stage]; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        Scope here = at.at("layer" + (stage + 1)).at(block);
        layers.add(residual(here, branch, in, width, width * expansion, stride));
        in = width * expansion;
      }
    }
    return new Network(new Sequence(layers), in, null, "fc", 0);
  }

  private static Layer residual(Scope at, Branch kind, int in, int width, int out, int stride) {
    Layer branch = kind.build(at, in, width, stride);
    Layer shortcut =
        stride == 1 && in == out
            ? NONE
            : new ConvNorm(
                Conv.of(in, out, 1).stride(stride).at(at.at("downsample.0")),
                new BatchNorm(at.at("downsample.1"), out),
                NONE);
    return new Residual(branch, shortcut, RELU);
  }

  private static Layer basic(Scope at, int in, int width, int stride) {
    return new Sequence(
        unit(at, 1, Conv.of(in, width, 3).stride(stride), width, RELU),
        unit(at, 2, Conv.of(width, width, 3), width, NONE));
  }

  private static Layer bottleneck(Scope at, int in, int width, int stride) {
    return new Sequence(
        unit(at, 1, Conv.of(in, width, 1), width, RELU),
        unit(at, 2, Conv.of(width, width, 3).stride(stride), width, RELU),
        unit(at, 3, Conv.of(width, 4 * width, 1), 4 * width, NONE));
  }

  private static Layer unit(
      Scope at, int number, Conv.Spec conv, int channels, Activation activation) {
    return new ConvNorm(
        conv.at(at.at("conv" + number)), new BatchNorm(at.at("bn" + number), channels), activation);
  }
}
