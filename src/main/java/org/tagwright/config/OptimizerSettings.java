package org.tagwright.config;

/** How gradients become steps. All of it is as PyTorch defines it. */
public final class OptimizerSettings {
  /** How gradients move the weights, each as PyTorch defines it. */
  public enum OptimizerKind {
    ADAM("Adam"),
    /** Adam whose weight decay does not pass through its moments. */
    ADAMW("AdamW"),
    SGD("SGD");

    private final String title;

    OptimizerKind(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static final SettingList LIST = new SettingList(Section.OPTIMIZER);

  private static final String SINCE = "0.2.0";
  private static final int GREATEST_ACCUMULATION = 65_536;

  public static final Setting<OptimizerKind> OPTIMIZER =
      LIST.choice(
              "training.optimizer",
              OptimizerKind.ADAM,
              "Optimizer",
              "AdamW decouples weight decay from Adam's moments; SGD needs a higher learning rate.")
          .common()
          .column("optimizer")
          .token(71, config -> name(config.training().optimizer()))
          .since(SINCE)
          .build();

  public static final Setting<Double> WEIGHT_DECAY =
      LIST.number(
              "training.weightDecay",
              0.0,
              "Weight decay",
              "Pulls weights towards 0, but never biases and norms. Typical for AdamW: 0.01 to"
                  + " 0.05.")
          .common()
          .allowed("at least 0 and below 1", decay -> decay >= 0 && decay < 1)
          .column("weight_decay")
          .since(SINCE)
          .build();

  public static final Setting<Double> MOMENTUM =
      LIST.number("training.momentum", 0.9, "Momentum", "How much of the last step SGD keeps.")
          .allowed("at least 0 and below 1", momentum -> momentum >= 0 && momentum < 1)
          .onlyIf("training.optimizer", OptimizerKind.SGD)
          .column("momentum")
          .since(SINCE)
          .build();

  public static final Setting<Double> GRADIENT_CLIP =
      LIST.number(
              "training.gradientClip",
              0.0,
              "Gradient clipping",
              "Scales gradients down to this global norm where theirs is larger; 0 for never.")
          .allowed("at least 0", norm -> norm >= 0 && Double.isFinite(norm))
          .column("gradient_clip")
          .since(SINCE)
          .build();

  public static final Setting<Integer> ACCUMULATE =
      LIST.number(
              "training.accumulate",
              1,
              "Accumulate batches",
              "Sums the gradients of that many batches for one step, as a larger batch would.")
          .unit("batches")
          .range(1, GREATEST_ACCUMULATION)
          .column("grad_accum_steps")
          .since(SINCE)
          .build();

  public static final Setting<Integer> ACCUMULATE_FROZEN =
      LIST.number(
              "training.accumulateFrozen",
              1,
              "Accumulate while frozen",
              "The same while the backbone is frozen.")
          .unit("batches")
          .range(1, GREATEST_ACCUMULATION)
          .onlyIf("training.freezeBackboneAtStart", true)
          .column("grad_accum_steps_frozen")
          .since(SINCE)
          .build();

  public static final Setting<Double> EMA =
      LIST.number(
              "training.ema",
              0.0,
              "Weight averaging",
              "Decay of an exponential moving average of the weights, which is then validated and"
                  + " saved. Typical: 0.999; 0 for off.")
          .allowed("at least 0 and below 1", decay -> decay >= 0 && decay < 1)
          .column("ema_decay", "ema")
          .token(72, config -> config.training().ema() > 0 ? "ema" : "")
          .since(SINCE)
          .build();

  private OptimizerSettings() {}

  private static String name(OptimizerKind kind) {
    return kind == OptimizerKind.ADAM ? "" : FieldReader.name(kind);
  }
}
