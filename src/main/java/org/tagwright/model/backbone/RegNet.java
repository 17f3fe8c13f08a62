package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bilinear;
import static org.tagwright.model.layer.Activation.NONE;
import static org.tagwright.model.layer.Activation.RELU;
import static org.tagwright.model.layer.Activation.SIGMOID;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Residual;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/**
 * Networks of a designed space, Radosavovic et al. 2020: residual bottlenecks with grouped
 * convolutions whose widths follow a line; the Y networks with squeeze and excitation.
 */
public final class RegNet implements BackboneFamily {
  private static final Units UNITS = new Units();

  /** Its biases start as PyTorch's own do: torchvision leaves them alone here. */
  private static final SqueezeExcitation EXCITATION =
      new SqueezeExcitation(RELU, SIGMOID, in -> Fill.uniform(1 / Math.sqrt(in)));

  private static final int STEM = 32;

  @Override
  public String title() {
    return "RegNet";
  }

  @Override
  public List<Backbone> members() {
    return List.of(
        new Backbone(
            "regnet_y_800mf",
            6_432_512,
            0.834,
            List.of(
                new PublishedWeights(
                    "regnet_y_800mf-58fc7688.pth", "ImageNet V2", 26, 78.828, bilinear(232, 224)),
                new PublishedWeights(
                    "regnet_y_800mf-1b27b58c.pth", "ImageNet V1", 26, 76.420, bilinear(256, 224))),
            at -> build(at, widths(14, 56, 38.84, 2.4), 16)),
        new Backbone(
            "regnet_y_3_2gf",
            19_436_338,
            3.176,
            List.of(
                new PublishedWeights(
                    "regnet_y_3_2gf-9180c971.pth", "ImageNet V2", 78, 81.982, bilinear(232, 224)),
                new PublishedWeights(
                    "regnet_y_3_2gf-b5a9779c.pth", "ImageNet V1", 78, 78.948, bilinear(256, 224))),
            at -> build(at, widths(21, 80, 42.63, 2.66), 24)));
  }

  /**
   * The blocks' widths, equations 2 to 4 of the paper: {@code first} + {@code slope} · i, rounded
   * to {@code first} · {@code step}ᵏ with a whole k, and that to a multiple of 8.
   */
  private static List<Integer> widths(int depth, int first, double slope, double step) {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      double exponent = Math.rint(Math.log((first + slope * i) / first) / Math.log(step));
      widths.add((int) (8 * Math.rint(first * Math.pow(step, exponent) / 8)));
    }
    return widths;
  }

  /** Blocks of the same width are a stage, the first of which halves the size. */
  private static Network build(Scope at, List<Integer> widths, int groupWidth) {
    List<Layer> layers = new ArrayList<>();
    layers.add(UNITS.at(at.at("stem"), Conv.of(3, STEM, 3).stride(2), STEM, RELU));
    int in = STEM;
    int stage = 0;
    int block = 0;
    for (int i = 0; i < widths.size(); i++) {
      boolean first = i == 0 || !widths.get(i).equals(widths.get(i - 1));
      stage += first ? 1 : 0;
      block = first ? 0 : block + 1;
      int out = MobileBlock.multiple(groupWidth, widths.get(i));
      Scope here = at.at("trunk_output.block" + stage + ".block" + stage + "-" + block);
      layers.add(residual(here, in, out, first ? 2 : 1, groupWidth));
      in = out;
    }
    return new Network(new Sequence(layers), in, null, "fc", 0);
  }

  private static Layer residual(Scope at, int in, int out, int stride, int groupWidth) {
    Layer shortcut =
        stride == 1 && in == out
            ? NONE
            : UNITS.at(at.at("proj"), Conv.of(in, out, 1).stride(stride), out, NONE);
    return new Residual(bottleneck(at.at("f"), in, out, stride, groupWidth), shortcut, RELU);
  }

  private static Layer bottleneck(Scope at, int in, int out, int stride, int groupWidth) {
    Conv.Spec grouped = Conv.of(out, out, 3).stride(stride).groups(out / groupWidth);
    return new Sequence(
        UNITS.at(at.at("a"), Conv.of(in, out, 1), out, RELU),
        UNITS.at(at.at("b"), grouped, out, RELU),
        EXCITATION.at(at.at("se"), out, (int) Math.rint(in / 4.0)),
        UNITS.at(at.at("c"), Conv.of(out, out, 1), out, NONE));
  }
}
