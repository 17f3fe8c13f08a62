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

/**
 * Deep residual networks, He et al. 2015, the stride of a bottleneck in its 3 × 3; and wide ones,
 * Zagoruyko and Komodakis 2016.
 */
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
            at -> build(at, ResNet::basic, 64, 64, 2, 2, 2, 2)),
        new Backbone(
            "resnet34",
            21_797_672,
            3.664,
            List.of(
                new PublishedWeights(
                    "resnet34-b627a593.pth", "ImageNet V1", 87, 73.314, bilinear(256, 224))),
            at -> build(at, ResNet::basic, 64, 64, 3, 4, 6, 3)),
        new Backbone(
            "resnet50",
            25_557_032,
            4.089,
            List.of(
                new PublishedWeights(
                    "resnet50-11ad3fa6.pth", "ImageNet V2", 103, 80.858, bilinear(232, 224)),
                new PublishedWeights(
                    "resnet50-0676ba61.pth", "ImageNet V1", 103, 76.130, bilinear(256, 224))),
            at -> build(at, ResNet::bottleneck, 64, 256, 3, 4, 6, 3)),
        new Backbone(
            "resnet101",
            44_549_160,
            7.801,
            List.of(
                new PublishedWeights(
                    "resnet101-cd907fc2.pth", "ImageNet V2", 179, 81.886, bilinear(232, 224)),
                new PublishedWeights(
                    "resnet101-63fe2227.pth", "ImageNet V1", 179, 77.374, bilinear(256, 224))),
            at -> build(at, ResNet::bottleneck, 64, 256, 3, 4, 23, 3)),
        new Backbone(
            "wide_resnet50_2",
            68_883_240,
            11.398,
            List.of(
                new PublishedWeights(
                    "wide_resnet50_2-9ba9bcbe.pth", "ImageNet V2", 276, 81.602, bilinear(232, 224)),
                new PublishedWeights(
                    "wide_resnet50_2-95faca4d.pth",
                    "ImageNet V1",
                    138,
                    78.468,
                    bilinear(256, 224))),
            at -> build(at, ResNet::bottleneck, 128, 256, 3, 4, 6, 3)));
  }

  /** The branch of a residual block, by way of {@code width} channels where it is a bottleneck. */
  private interface Branch {
    Layer build(Scope at, int in, int width, int out, int stride);
  }

  /**
   * Four stages of blocks.
   *
   * @param width of the first stage's branches
   * @param out its output; both double from stage to stage
   */
  private static Network build(Scope at, Branch branch, int width, int out, int... blocks) {
    List<Layer> layers = new ArrayList<>();
    layers.add(unit(at, 1, Conv.of(3, 64, 7).stride(2), 64, RELU));
    layers.add(Pool.max(3, 2, 1));
    int in = 64;
    for (int stage = 0; stage < blocks.length; stage++) {
      for (int block = 0; block < blocks[stage]; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        Scope here = at.at("layer" + (stage + 1)).at(block);
        layers.add(residual(here, branch, in, width << stage, out << stage, stride));
        in = out << stage;
      }
    }
    return new Network(new Sequence(layers), in, null, "fc", 0);
  }

  private static Layer residual(Scope at, Branch kind, int in, int width, int out, int stride) {
    Layer branch = kind.build(at, in, width, out, stride);
    Layer shortcut =
        stride == 1 && in == out
            ? NONE
            : new ConvNorm(
                Conv.of(in, out, 1).stride(stride).at(at.at("downsample.0")),
                new BatchNorm(at.at("downsample.1"), out),
                NONE);
    return new Residual(branch, shortcut, RELU);
  }

  private static Layer basic(Scope at, int in, int width, int out, int stride) {
    return new Sequence(
        unit(at, 1, Conv.of(in, width, 3).stride(stride), width, RELU),
        unit(at, 2, Conv.of(width, out, 3), out, NONE));
  }

  private static Layer bottleneck(Scope at, int in, int width, int out, int stride) {
    return new Sequence(
        unit(at, 1, Conv.of(in, width, 1), width, RELU),
        unit(at, 2, Conv.of(width, width, 3).stride(stride), width, RELU),
        unit(at, 3, Conv.of(width, out, 1), out, NONE));
  }

  private static Layer unit(
      Scope at, int number, Conv.Spec conv, int channels, Activation activation) {
    return new ConvNorm(
        conv.at(at.at("conv" + number)), new BatchNorm(at.at("bn" + number), channels), activation);
  }
}
