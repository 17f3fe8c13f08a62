package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bilinear;
import static org.tagwright.model.layer.Activation.HARDSIGMOID;
import static org.tagwright.model.layer.Activation.HARDSWISH;
import static org.tagwright.model.layer.Activation.RELU;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.layer.Activation;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Linear;
import org.tagwright.model.layer.Pool;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/** Mobile networks found by search, with squeeze and excitation, Howard et al. 2019. */
public final class MobileNetV3 implements BackboneFamily {
  /** Table 1 of the paper. */
  private static final List<MobileBlock> LARGE =
      List.of(
          plain(3, 16, 16, RELU, 1),
          plain(3, 64, 24, RELU, 2),
          plain(3, 72, 24, RELU, 1),
          excited(5, 72, 40, RELU, 2),
          excited(5, 120, 40, RELU, 1),
          excited(5, 120, 40, RELU, 1),
          plain(3, 240, 80, HARDSWISH, 2),
          plain(3, 200, 80, HARDSWISH, 1),
          plain(3, 184, 80, HARDSWISH, 1),
          plain(3, 184, 80, HARDSWISH, 1),
          excited(3, 480, 112, HARDSWISH, 1),
          excited(3, 672, 112, HARDSWISH, 1),
          excited(5, 672, 160, HARDSWISH, 2),
          excited(5, 960, 160, HARDSWISH, 1),
          excited(5, 960, 160, HARDSWISH, 1));

  /** Table 2. */
  private static final List<MobileBlock> SMALL =
      List.of(
          excited(3, 16, 16, RELU, 2),
          plain(3, 72, 24, RELU, 2),
          plain(3, 88, 24, RELU, 1),
          excited(5, 96, 40, HARDSWISH, 2),
          excited(5, 240, 40, HARDSWISH, 1),
          excited(5, 240, 40, HARDSWISH, 1),
          excited(5, 120, 48, HARDSWISH, 1),
          excited(5, 144, 48, HARDSWISH, 1),
          excited(5, 288, 96, HARDSWISH, 2),
          excited(5, 576, 96, HARDSWISH, 1),
          excited(5, 576, 96, HARDSWISH, 1));

  private static final Units UNITS = new Units(1e-3f, 0.01f);
  private static final SqueezeExcitation EXCITATION = new SqueezeExcitation(RELU, HARDSIGMOID);
  private static final int STEM = 16;

  @Override
  public String title() {
    return "MobileNet";
  }

  @Override
  public List<Backbone> members() {
    return List.of(
        new Backbone(
            "mobilenet_v3_small",
            2_542_856,
            0.057,
            List.of(
                new PublishedWeights(
                    "mobilenet_v3_small-047dcff4.pth",
                    "ImageNet V1",
                    10,
                    67.668,
                    bilinear(256, 224))),
            at -> build(at, SMALL, 1024)),
        new Backbone(
            "mobilenet_v3_large",
            5_483_032,
            0.217,
            List.of(
                new PublishedWeights(
                    "mobilenet_v3_large-5c1a4163.pth",
                    "ImageNet V2",
                    22,
                    75.274,
                    bilinear(232, 224)),
                new PublishedWeights(
                    "mobilenet_v3_large-8738ca79.pth",
                    "ImageNet V1",
                    22,
                    74.042,
                    bilinear(256, 224))),
            at -> build(at, LARGE, 1280)));
  }

  private static MobileBlock plain(
      int kernel, int wide, int out, Activation activation, int stride) {
    return new MobileBlock(kernel, wide, out, 0, activation, stride);
  }

  private static MobileBlock excited(
      int kernel, int wide, int out, Activation activation, int stride) {
    int squeezed = MobileBlock.multiple(8, wide / 4f);
    return new MobileBlock(kernel, wide, out, squeezed, activation, stride);
  }

  private static Network build(Scope at, List<MobileBlock> blocks, int features) {
    Scope here = at.at("features");
    List<Layer> layers = new ArrayList<>();
    layers.add(UNITS.at(here.at(0), Conv.of(3, STEM, 3).stride(2), STEM, HARDSWISH));
    int in = STEM;
    for (MobileBlock block : blocks) {
      layers.add(block.at(here.at(layers.size()), in, UNITS, EXCITATION, 0));
      in = block.out();
    }
    int channels = 6 * in;
    layers.add(UNITS.at(here.at(layers.size()), Conv.of(in, channels, 1), channels, HARDSWISH));
    Network.Neck neck = new Network.Neck(features, root -> wide(root, channels, features));
    return new Network(new Sequence(layers), channels, neck, "classifier.3", 0.2);
  }

  /** The paper has it behind the pooling, where it costs little. */
  private static Layer wide(Scope at, int channels, int features) {
    Linear linear =
        new Linear(at.at("classifier.0"), channels, features, Fill.normal(0.01), Fill.constant(0));
    return new Sequence(Pool.globalMean(), linear, HARDSWISH);
  }
}
