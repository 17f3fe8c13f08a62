package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bilinear;
import static org.tagwright.model.layer.Activation.NONE;
import static org.tagwright.model.layer.Activation.RELU;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.layer.Activated;
import org.tagwright.model.layer.BatchNorm;
import org.tagwright.model.layer.Concat;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.ConvNorm;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Pool;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/** Densely connected networks, Huang et al. 2017. */
public final class DenseNet implements BackboneFamily {
  private static final int GROWTH = 32;
  private static final int BOTTLENECK = 4 * GROWTH;

  @Override
  public String title() {
    return "DenseNet";
  }

  @Override
  public List<Backbone> members() {
    return List.of(
        new Backbone(
            "densenet121",
            7_978_856,
            2.834,
            List.of(
                new PublishedWeights(
                    "densenet121-a639ec97.pth", "ImageNet V1", 32, 74.434, bilinear(256, 224))),
            at -> build(at, 6, 12, 24, 16)),
        new Backbone(
            "densenet169",
            14_149_480,
            3.36,
            List.of(
                new PublishedWeights(
                    "densenet169-b2777c0a.pth", "ImageNet V1", 57, 75.600, bilinear(256, 224))),
            at -> build(at, 6, 12, 32, 32)));
  }

  private static Network build(Scope root, int... blocks) {
    Scope at = root.at("features");
    int channels = 64;
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new ConvNorm(
            conv(3, channels, 7).stride(2).at(at.at("conv0")),
            new BatchNorm(at.at("norm0"), channels),
            RELU));
    layers.add(Pool.max(3, 2, 1));
    for (int block = 1; block <= blocks.length; block++) {
      Scope here = at.at("denseblock" + block);
      for (int layer = 1; layer <= blocks[block - 1]; layer++) {
        layers.add(denseLayer(here.at("denselayer" + layer), channels));
        channels += GROWTH;
      }
      if (block < blocks.length) {
        layers.add(transition(at.at("transition" + block), channels));
        channels /= 2;
      }
    }
    layers.add(norm(at.at("norm5"), channels));
    return new Network(new Sequence(layers), channels, null, "classifier", 0);
  }

  /** Everything so far, and {@link #GROWTH} channels made of it. */
  private static Layer denseLayer(Scope at, int in) {
    Layer before = norm(at.at("norm1"), in);
    Layer squeeze =
        new ConvNorm(
            conv(in, BOTTLENECK, 1).at(at.at("conv1")),
            new BatchNorm(at.at("norm2"), BOTTLENECK),
            RELU);
    Layer grow = new Sequence(before, squeeze, conv(BOTTLENECK, GROWTH, 3).at(at.at("conv2")));
    return new Concat(NONE, grow);
  }

  /** Half the channels, half the side. */
  private static Layer transition(Scope at, int in) {
    return new Sequence(
        norm(at.at("norm"), in), conv(in, in / 2, 1).at(at.at("conv")), Pool.mean(2));
  }

  /** Batch norm, then ReLU. */
  private static Layer norm(Scope at, int channels) {
    return new Activated(new BatchNorm(at, channels), RELU);
  }

  private static Conv.Spec conv(int in, int out, int kernel) {
    return Conv.of(in, out, kernel).fill(Fill.kaimingFanIn());
  }
}
