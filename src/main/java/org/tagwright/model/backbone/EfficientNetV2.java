package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bilinear;
import static org.tagwright.model.backbone.EfficientNet.mobile;
import static org.tagwright.model.layer.Activation.NONE;
import static org.tagwright.model.layer.Activation.SILU;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.backbone.EfficientNet.Stage;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Scope;

/**
 * EfficientNets that train faster, their first blocks with ordinary convolutions, Tan and Le 2021.
 */
public final class EfficientNetV2 implements BackboneFamily {
  /** Table 4 of the paper. */
  private static final List<Stage> S =
      List.of(
          fused(1, 1, 24, 2),
          fused(4, 2, 48, 4),
          fused(4, 2, 64, 4),
          mobile(4, 3, 2, 128, 6),
          mobile(6, 3, 1, 160, 9),
          mobile(6, 3, 2, 256, 15));

  private static final List<Stage> M =
      List.of(
          fused(1, 1, 24, 3),
          fused(4, 2, 48, 5),
          fused(4, 2, 80, 5),
          mobile(4, 3, 2, 160, 7),
          mobile(6, 3, 1, 176, 14),
          mobile(6, 3, 2, 304, 18),
          mobile(6, 3, 1, 512, 5));

  private static final Units UNITS = new Units(1e-3f, 0.1f);
  private static final int STEM = 24;
  private static final int FEATURES = 1280;

  @Override
  public String title() {
    return "EfficientNet";
  }

  @Override
  public List<Backbone> members() {
    return List.of(
        new Backbone(
            "efficientnet_v2_s",
            21_458_488,
            8.366,
            List.of(
                new PublishedWeights(
                    "efficientnet_v2_s-dd5fe13b.pth",
                    "ImageNet V1",
                    87,
                    84.228,
                    bilinear(384, 384))),
            at -> EfficientNet.build(at, UNITS, STEM, S, FEATURES, 0.2)),
        new Backbone(
            "efficientnet_v2_m",
            54_139_356,
            24.582,
            List.of(
                new PublishedWeights(
                    "efficientnet_v2_m-dc08266a.pth",
                    "ImageNet V1",
                    218,
                    85.112,
                    bilinear(480, 480))),
            at -> EfficientNet.build(at, UNITS, STEM, M, FEATURES, 0.3)));
  }

  private static Stage fused(int expansion, int stride, int channels, int blocks) {
    return new Stage(EfficientNetV2::fusedBlock, expansion, 3, stride, channels, blocks);
  }

  /** Expand by an ordinary convolution, project. */
  private static Layer fusedBlock(
      Scope at, Units units, Stage stage, int in, int stride, double drop) {
    Scope block = at.at("block");
    int out = stage.channels();
    int wide = stage.expansion() == 1 ? out : in * stage.expansion();
    List<Layer> layers = new ArrayList<>();
    Conv.Spec expand = Conv.of(in, wide, stage.kernel()).stride(stride);
    layers.add(units.at(block.at(0), expand, wide, SILU));
    if (stage.expansion() != 1) {
      layers.add(units.at(block.at(1), Conv.of(wide, out, 1), out, NONE));
    }
    return MobileBlock.residual(layers, stride == 1 && in == out, drop);
  }
}
