package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bicubic;
import static org.tagwright.config.backbone.Preprocessing.bilinear;
import static org.tagwright.model.layer.Activation.SIGMOID;
import static org.tagwright.model.layer.Activation.SILU;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/** Compound-scaled networks of mobile blocks with squeeze and excitation, Tan and Le 2019. */
public final class EfficientNet implements BackboneFamily {
  /** Table 1 of the paper. */
  private static final List<Stage> B0 =
      List.of(
          mobile(1, 3, 1, 16, 1),
          mobile(6, 3, 2, 24, 2),
          mobile(6, 5, 2, 40, 2),
          mobile(6, 3, 2, 80, 3),
          mobile(6, 5, 1, 112, 3),
          mobile(6, 5, 2, 192, 4),
          mobile(6, 3, 1, 320, 1));

  private static final int STEM = 32;

  /** Of the last block; it rises to this from 0 at the first. */
  private static final double STOCHASTIC_DEPTH = 0.2;

  private static final SqueezeExcitation EXCITATION = new SqueezeExcitation(SILU, SIGMOID);

  @Override
  public String title() {
    return "EfficientNet";
  }

  @Override
  public List<Backbone> members() {
    return List.of(
        new Backbone(
            "efficientnet_b0",
            5_288_548,
            0.386,
            List.of(
                new PublishedWeights(
                    "efficientnet_b0_rwightman-7f5810bc.pth",
                    "ImageNet V1",
                    21,
                    77.692,
                    bicubic(256, 224))),
            at -> build(at, 1, 1, 0.2)),
        new Backbone(
            "efficientnet_b1",
            7_794_184,
            0.687,
            List.of(
                new PublishedWeights(
                    "efficientnet_b1-c27df63c.pth", "ImageNet V2", 32, 79.838, bilinear(255, 240)),
                new PublishedWeights(
                    "efficientnet_b1_rwightman-bac287d4.pth",
                    "ImageNet V1",
                    32,
                    78.642,
                    bicubic(256, 240))),
            at -> build(at, 1, 1.1, 0.2)),
        new Backbone(
            "efficientnet_b3",
            12_233_232,
            1.827,
            List.of(
                new PublishedWeights(
                    "efficientnet_b3_rwightman-b3899882.pth",
                    "ImageNet V1",
                    50,
                    82.008,
                    bicubic(320, 300))),
            at -> build(at, 1.2, 1.4, 0.3)));
  }

  /** Blocks of one size and width, of which the first may reduce the size. */
  record Stage(Block block, int expansion, int kernel, int stride, int channels, int blocks) {
    Stage scaled(double width, double depth) {
      int scaledChannels = MobileBlock.multiple(8, channels * width);
      int scaledBlocks = (int) Math.ceil(blocks * depth);
      return new Stage(block, expansion, kernel, stride, scaledChannels, scaledBlocks);
    }
  }

  /** How a block of a stage is built. */
  interface Block {
    Layer build(Scope at, Units units, Stage stage, int in, int stride, double drop);
  }

  static Stage mobile(int expansion, int kernel, int stride, int channels, int blocks) {
    return new Stage(EfficientNet::mobileBlock, expansion, kernel, stride, channels, blocks);
  }

  private static Layer mobileBlock(
      Scope at, Units units, Stage stage, int in, int stride, double drop) {
    int wide = in * stage.expansion;
    return new MobileBlock(stage.kernel, wide, stage.channels, in / 4, SILU, stride)
        .at(at, in, units, EXCITATION, drop);
  }

  private static Network build(Scope at, double width, double depth, double dropout) {
    List<Stage> stages = B0.stream().map(stage -> stage.scaled(width, depth)).toList();
    int features = 4 * stages.get(stages.size() - 1).channels;
    return build(at, new Units(), MobileBlock.multiple(8, STEM * width), stages, features, dropout);
  }

  /** A convolution to {@code stem} channels, the stages, a convolution to {@code features}. */
  static Network build(
      Scope at, Units units, int stem, List<Stage> stages, int features, double dropout) {
    Scope here = at.at("features");
    List<Layer> layers = new ArrayList<>();
    layers.add(units.at(here.at(0), Conv.of(3, stem, 3).stride(2), stem, SILU));
    int blocks = stages.stream().mapToInt(Stage::blocks).sum();
    int done = 0;
    int in = stem;
    for (int s = 0; s < stages.size(); s++) {
      Stage stage = stages.get(s);
      for (int i = 0; i < stage.blocks; i++) {
        int stride = i == 0 ? stage.stride : 1;
        double drop = STOCHASTIC_DEPTH * done++ / blocks;
        layers.add(stage.block.build(here.at(s + 1).at(i), units, stage, in, stride, drop));
        in = stage.channels;
      }
    }
    layers.add(units.at(here.at(stages.size() + 1), Conv.of(in, features, 1), features, SILU));
    return new Network(new Sequence(layers), features, null, "classifier.1", dropout);
  }
}
