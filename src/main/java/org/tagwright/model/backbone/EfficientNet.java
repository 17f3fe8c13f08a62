package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bicubic;
import static org.tagwright.model.layer.Activation.NONE;
import static org.tagwright.model.layer.Activation.SIGMOID;
import static org.tagwright.model.layer.Activation.SILU;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.layer.Activation;
import org.tagwright.model.layer.BatchNorm;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.ConvNorm;
import org.tagwright.model.layer.Dropout;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Pool;
import org.tagwright.model.layer.Residual;
import org.tagwright.model.layer.Scaled;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/** Compound-scaled networks of mobile blocks with squeeze and excitation, Tan and Le 2019. */
public final class EfficientNet implements BackboneFamily {
  /** Table 1 of the paper: expansion, kernel, stride of the first, channels, repetitions. */
  private static final int[][] B0 = {
    {1, 3, 1, 16, 1},
    {6, 3, 2, 24, 2},
    {6, 5, 2, 40, 2},
    {6, 3, 2, 80, 3},
    {6, 5, 1, 112, 3},
    {6, 5, 2, 192, 4},
    {6, 3, 1, 320, 1}
  };

  private static final int FEATURES = 1280;

  /** Of the last block; it rises to this from 0 at the first. */
  private static final double STOCHASTIC_DEPTH = 0.2;

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
            EfficientNet::b0));
  }

  private static Network b0(Scope at) {
    Scope features = at.at("features");
    List<Layer> layers = new ArrayList<>();
    int in = 32;
    layers.add(unit(features.at(0), Conv.of(3, in, 3).stride(2), in, SILU));
    int blocks = 0;
    for (int[] stage : B0) {
      blocks += stage[4];
    }
    int done = 0;
    for (int s = 0; s < B0.length; s++) {
      int[] stage = B0[s];
      for (int i = 0; i < stage[4]; i++) {
        Scope here = features.at(s + 1).at(i);
        int stride = i == 0 ? stage[2] : 1;
        double drop = STOCHASTIC_DEPTH * done++ / blocks;
        layers.add(block(here, in, stage[3], stage[1], stride, stage[0], drop));
        in = stage[3];
      }
    }
    layers.add(unit(features.at(B0.length + 1), Conv.of(in, FEATURES, 1), FEATURES, SILU));
    return new Network(new Sequence(layers), FEATURES, null, "classifier.1", 0.2);
  }

  /** Expand, convolve each channel by itself, excite, project. */
  private static Layer block(
      Scope at, int in, int out, int kernel, int stride, int expansion, double drop) {
    Scope block = at.at("block");
    int wide = in * expansion;
    List<Layer> layers = new ArrayList<>();
    if (expansion != 1) {
      layers.add(unit(block.at(layers.size()), Conv.of(in, wide, 1), wide, SILU));
    }
    Conv.Spec each = Conv.of(wide, wide, kernel).stride(stride).depthwise();
    layers.add(unit(block.at(layers.size()), each, wide, SILU));
    layers.add(excitation(block.at(layers.size()), wide, in / 4));
    layers.add(unit(block.at(layers.size()), Conv.of(wide, out, 1), out, NONE));
    if (stride != 1 || in != out) {
      return new Sequence(layers);
    }
    layers.add(Dropout.samples(drop));
    return new Residual(new Sequence(layers), NONE, NONE);
  }

  /**
   * Squeeze and excitation, Hu et al. 2018: each channel scaled by what all channels' means say.
   */
  private static Layer excitation(Scope at, int channels, int squeezed) {
    return new Scaled(
        new Sequence(
            Pool.adaptiveMean(1),
            Conv.of(channels, squeezed, 1).bias().at(at.at("fc1")),
            SILU,
            Conv.of(squeezed, channels, 1).bias().at(at.at("fc2")),
            SIGMOID));
  }

  private static Layer unit(Scope at, Conv.Spec conv, int channels, Activation activation) {
    return new ConvNorm(conv.at(at.at(0)), new BatchNorm(at.at(1), channels), activation);
  }
}
