package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bilinear;
import static org.tagwright.model.layer.Activation.NONE;
import static org.tagwright.model.layer.Activation.RELU6;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.layer.BatchNorm;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.ConvNorm;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Residual;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/** Inverted residuals and linear bottlenecks, Sandler et al. 2018. */
public final class MobileNetV2 implements BackboneFamily {
  /** Table 2 of the paper: expansion, channels, repetitions, stride of the first. */
  private static final int[][] STAGES = {
    {1, 16, 1, 1},
    {6, 24, 2, 2},
    {6, 32, 3, 2},
    {6, 64, 4, 2},
    {6, 96, 3, 1},
    {6, 160, 3, 2},
    {6, 320, 1, 1}
  };

  private static final int FEATURES = 1280;

  @Override
  public String title() {
    return "MobileNet";
  }

  @Override
  public List<Backbone> members() {
    return List.of(
        new Backbone(
            "mobilenet_v2",
            3_504_872,
            0.301,
            List.of(
                new PublishedWeights(
                    "mobilenet_v2-7ebf99e0.pth", "ImageNet V2", 14, 72.154, bilinear(232, 224)),
                new PublishedWeights(
                    "mobilenet_v2-b0353104.pth", "ImageNet V1", 14, 71.878, bilinear(256, 224))),
            MobileNetV2::build));
  }

  private static Network build(Scope at) {
    Scope features = at.at("features");
    List<Layer> layers = new ArrayList<>();
    int in = 32;
    layers.add(rectified(features.at(0), Conv.of(3, in, 3).stride(2), in));
    for (int[] stage : STAGES) {
      for (int i = 0; i < stage[2]; i++) {
        int stride = i == 0 ? stage[3] : 1;
        layers.add(inverted(features.at(layers.size()), in, stage[1], stride, stage[0]));
        in = stage[1];
      }
    }
    layers.add(rectified(features.at(layers.size()), Conv.of(in, FEATURES, 1), FEATURES));
    return new Network(new Sequence(layers), FEATURES, null, "classifier.1", 0.2);
  }

  /** Expand, convolve each channel by itself, project. */
  private static Layer inverted(Scope at, int in, int out, int stride, int expansion) {
    Scope conv = at.at("conv");
    int wide = in * expansion;
    List<Layer> layers = new ArrayList<>();
    if (expansion != 1) {
      layers.add(rectified(conv.at(layers.size()), Conv.of(in, wide, 1), wide));
    }
    layers.add(
        rectified(conv.at(layers.size()), Conv.of(wide, wide, 3).stride(stride).depthwise(), wide));
    int last = layers.size();
    layers.add(
        new ConvNorm(
            Conv.of(wide, out, 1).at(conv.at(last)), new BatchNorm(conv.at(last + 1), out), NONE));
    Layer branch = new Sequence(layers);
    return stride == 1 && in == out ? new Residual(branch, NONE, NONE) : branch;
  }

  private static Layer rectified(Scope at, Conv.Spec conv, int channels) {
    return new Units().at(at, conv, channels, RELU6);
  }
}
