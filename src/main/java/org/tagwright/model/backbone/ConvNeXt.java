package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bilinear;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.LayerNorm;
import org.tagwright.model.layer.Linear;
import org.tagwright.model.layer.Mlp;
import org.tagwright.model.layer.Permute;
import org.tagwright.model.layer.ScaledResidual;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;
import org.tagwright.model.layer.Weight;

/** Convolutional networks built as transformers are, Liu et al. 2022. */
public final class ConvNeXt implements BackboneFamily {
  private static final double EPSILON = 1e-6;
  private static final float LAYER_SCALE = 1e-6f;

  /** torchvision cuts it off at ±2, a hundred deviations. */
  private static final Fill FILL = Fill.normal(0.02);

  @Override
  public String title() {
    return "ConvNeXt";
  }

  @Override
  public List<Backbone> members() {
    return List.of(
        new Backbone(
            "convnext_tiny",
            28_589_128,
            4.456,
            List.of(
                new PublishedWeights(
                    "convnext_tiny-983f1562.pth", "ImageNet V1", 114, 82.520, bilinear(236, 224))),
            at -> build(at, 96, 0.1, 3, 3, 9, 3)),
        new Backbone(
            "convnext_small",
            50_223_688,
            8.684,
            List.of(
                new PublishedWeights(
                    "convnext_small-0c510722.pth", "ImageNet V1", 201, 83.616, bilinear(230, 224))),
            at -> build(at, 96, 0.4, 3, 3, 27, 3)),
        new Backbone(
            "convnext_base",
            88_591_464,
            15.355,
            List.of(
                new PublishedWeights(
                    "convnext_base-6075fbad.pth", "ImageNet V1", 354, 84.062, bilinear(232, 224))),
            at -> build(at, 128, 0.5, 3, 3, 27, 3)));
  }

  /**
   * @param drop rate of stochastic depth in the last block; it rises to this from 0 in the first
   * @param depths blocks in each of the four stages
   */
  private static Network build(Scope at, int channels, double drop, int... depths) {
    Scope features = at.at("features");
    List<Layer> layers = new ArrayList<>();
    layers.add(patches(features.at(0).at(0), 3, channels, 4));
    layers.add(norm(features.at(0).at(1), channels));
    int last = depths[0] + depths[1] + depths[2] + depths[3] - 1;
    int done = 0;
    int width = channels;
    for (int stage = 0; stage < depths.length; stage++) {
      if (stage > 0) {
        Scope between = features.at(2 * stage);
        layers.add(norm(between.at(0), width));
        layers.add(patches(between.at(1), width, 2 * width, 2));
        width *= 2;
      }
      for (int block = 0; block < depths[stage]; block++) {
        layers.add(block(features.at(2 * stage + 1).at(block), width, drop * done++ / last));
      }
    }
    int out = width;
    Network.Neck neck =
        new Network.Neck(
            out, true, root -> new LayerNorm(root.at("classifier").at(0), out, EPSILON));
    return new Network(new Sequence(layers), out, neck, "classifier.2", 0);
  }

  /** Each channel convolved with its surroundings, then the channels of each place with another. */
  private static Layer block(Scope at, int width, double drop) {
    Weight scale =
        at.weight("layer_scale", Weight.Role.PARAMETER, Fill.constant(LAYER_SCALE), width, 1, 1)
            .withoutDecay();
    Scope branch = at.at("block");
    return new ScaledResidual(
        new Sequence(
            Conv.of(width, width, 7).depthwise().bias().fill(FILL).at(branch.at(0)),
            Permute.CHANNELS_TO_END,
            new LayerNorm(branch.at(2), width, EPSILON),
            new Mlp(linear(branch.at(3), width, 4 * width), linear(branch.at(5), 4 * width, width)),
            Permute.CHANNELS_TO_FRONT),
        scale,
        drop);
  }

  /** Over the channels of images. */
  private static Layer norm(Scope at, int channels) {
    return new Sequence(
        Permute.CHANNELS_TO_END, new LayerNorm(at, channels, EPSILON), Permute.CHANNELS_TO_FRONT);
  }

  private static Layer patches(Scope at, int in, int out, int side) {
    return Conv.of(in, out, side).patches().bias().fill(FILL).at(at);
  }

  private static Linear linear(Scope at, int in, int out) {
    return new Linear(at, in, out, FILL, Fill.constant(0));
  }
}
