package org.tagwright.bench;

import java.util.Locale;
import org.tagwright.config.backbone.BackboneFacts;

/** How PyTorch is used on the other side of a comparison. */
public enum Peer {
  /** As an ordinary script does: eager float32, NCHW, the system's memory settings. */
  SCRIPT,
  /** As its documentation advises: channels last, bfloat16 autocast, fused Adam, memory kept. */
  BEST;

  /** As the script takes it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of ours: attention and LayerNorm leave less to gain than convolutions. */
  private static boolean convolutional(String backbone) {
    return BackboneFacts.byFamily().entrySet().stream()
        .filter(family -> family.getValue().stream().anyMatch(f -> f.name().equals(backbone)))
        .noneMatch(family -> family.getKey().matches("ConvNeXt|Swin.*|ViT"));
  }

  /** The project's target for the ratio in training all weights, or {@code null} for none. */
  Double trainingTarget(String backbone, boolean exact) {
    return target(backbone, exact, 1.2, 2.0);
  }

  /** The same in prediction. */
  Double predictionTarget(String backbone, boolean exact) {
    return target(backbone, exact, 1.3, 2.5);
  }

  private Double target(String backbone, boolean exact, double fp32, double auto) {
    if (this == BEST) {
      return exact ? null : Double.valueOf(1.0);
    }
    if (convolutional(backbone)) {
      return exact ? fp32 : auto;
    }
    return exact ? 1.0 : 1.5;
  }
}
