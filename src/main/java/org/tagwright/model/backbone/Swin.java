package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bicubic;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.attention.PatchMerging;
import org.tagwright.model.attention.WindowAttention;
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

/**
 * Transformers with attention in shifted windows, Liu et al. 2021, and version 2, Liu et al. 2022:
 * norms after the branches instead of before them, cosine attention, continuous position bias.
 */
public final class Swin implements BackboneFamily {
  private static final double EPSILON = 1e-5;
  private static final int PATCH = 4;

  /** torchvision cuts it off at ±2, a hundred deviations. */
  private static final Fill FILL = Fill.normal(0.02);

  /** Of the last block; it rises to this from 0 in the first. */
  private static final double STOCHASTIC_DEPTH = 0.2;

  @Override
  public String title() {
    return "Swin";
  }

  @Override
  public List<Backbone> members() {
    return List.of(
        new Backbone(
            "swin_t",
            28_288_354,
            4.491,
            List.of(
                new PublishedWeights(
                    "swin_t-704ceda3.pth", "ImageNet V1", 113, 81.474, bicubic(232, 224))),
            at -> build(at, 1, 96, 7, 2, 2, 6, 2)),
        new Backbone(
            "swin_v2_t",
            28_351_570,
            5.94,
            List.of(
                new PublishedWeights(
                    "swin_v2_t-b137f0e2.pth", "ImageNet V1", 114, 82.072, bicubic(260, 256))),
            at -> build(at, 2, 96, 8, 2, 2, 6, 2)));
  }

  /**
   * @param side of a window
   * @param depths blocks in each of the four stages
   */
  private static Network build(Scope at, int version, int channels, int side, int... depths) {
    Scope features = at.at("features");
    List<Layer> layers = new ArrayList<>();
    Fill uniform = Fill.uniform(1 / Math.sqrt(3.0 * PATCH * PATCH)); // PyTorch's own
    Scope stem = features.at(0);
    layers.add(Conv.of(3, channels, PATCH).patches().fill(uniform).bias(uniform).at(stem.at(0)));
    layers.add(Permute.CHANNELS_TO_END);
    layers.add(new LayerNorm(stem.at(2), channels, EPSILON));
    int last = depths[0] + depths[1] + depths[2] + depths[3] - 1;
    int done = 0;
    int width = channels;
    for (int stage = 0; stage < depths.length; stage++) {
      if (stage > 0) {
        layers.add(merge(features.at(2 * stage), version, width));
        width *= 2;
      }
      for (int block = 0; block < depths[stage]; block++) {
        Scope here = features.at(2 * stage + 1).at(block);
        int heads = width / 32;
        double drop = STOCHASTIC_DEPTH * done++ / last;
        layers.add(block(here, version, width, heads, side, block % 2 == 1, drop));
      }
    }
    layers.add(new LayerNorm(at.at("norm"), width, EPSILON));
    layers.add(Permute.CHANNELS_TO_FRONT);
    return new Network(new Sequence(layers), width, null, "head", 0);
  }

  private static Layer block(
      Scope at, int version, int width, int heads, int side, boolean shifted, double drop) {
    Layer norm1 = new LayerNorm(at.at("norm1"), width, EPSILON);
    Layer attention =
        version == 1
            ? WindowAttention.first(at.at("attn"), width, heads, side, shifted)
            : WindowAttention.second(at.at("attn"), width, heads, side, shifted);
    Layer norm2 = new LayerNorm(at.at("norm2"), width, EPSILON);
    Scope mlp = at.at("mlp");
    Layer perceptron =
        new Mlp(linear(mlp.at(0), width, 4 * width), linear(mlp.at(3), 4 * width, width));
    return new Sequence(
        new ScaledResidual(normed(version, norm1, attention), null, drop),
        new ScaledResidual(normed(version, norm2, perceptron), null, drop));
  }

  private static Layer normed(int version, Layer norm, Layer branch) {
    return version == 1 ? new Sequence(norm, branch) : new Sequence(branch, norm);
  }

  /** Half the side, twice the channels. */
  private static Layer merge(Scope at, int version, int in) {
    Layer reduce = new Linear(at.at("reduction"), 4 * in, 2 * in, FILL);
    Layer norm = new LayerNorm(at.at("norm"), version == 1 ? 4 * in : 2 * in, EPSILON);
    return new Sequence(PatchMerging.LAYER, normed(version, norm, reduce));
  }

  private static Linear linear(Scope at, int in, int out) {
    return new Linear(at, in, out, FILL, Fill.constant(0));
  }
}
