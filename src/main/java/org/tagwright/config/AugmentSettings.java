package org.tagwright.config;

import org.tagwright.config.Augment.Policy;

/** How training images are changed at random, in the order in which it happens. */
public final class AugmentSettings {
  static final SettingList LIST = new SettingList(Section.AUGMENTATION);

  private static final String SINCE = "0.2.0";

  /** Below this an image hardly shows its labels. */
  private static final double LEAST_CROP = 0.05;

  private static final int MOST_OPERATIONS = 14;
  private static final int MOST_MAGNITUDE = 30;

  public static final Setting<Double> CROP =
      LIST.number(
              "augment.crop",
              1.0,
              "Random crop",
              "Smallest fraction of the image's area that a random resized crop keeps; 1 turns it"
                  + " off. Images are then decoded anew in each epoch: the pixel cache only serves"
                  + " validation.")
          .common()
          .allowed("between " + LEAST_CROP + " and 1", share -> share >= LEAST_CROP && share <= 1)
          .column("crop")
          .since(SINCE)
          .build();

  public static final Setting<Double> FLIP =
      LIST.number("augment.flip", 0.0, "Horizontal flip", "Probability of a horizontal flip.")
          .common()
          .allowed("a probability between 0 and 1", AugmentSettings::isProbability)
          .column("flip")
          .since(SINCE)
          .build();

  public static final Setting<Policy> POLICY =
      LIST.choice(
              "augment.policy",
              Policy.NONE,
              "Policy",
              "Random changes of geometry and color: RandAugment or TrivialAugment, as in"
                  + " torchvision.")
          .common()
          .column("augment_policy")
          .since(SINCE)
          .build();

  public static final Setting<Integer> OPERATIONS =
      LIST.number(
              "augment.operations",
              2,
              "Operations",
              "Operations that RandAugment applies in a row.")
          .range(1, MOST_OPERATIONS)
          .onlyIf("augment.policy", Policy.RANDAUGMENT)
          .since(SINCE)
          .build();

  public static final Setting<Integer> MAGNITUDE =
      LIST.number(
              "augment.magnitude",
              9,
              "Magnitude",
              "How strong RandAugment's operations are, of 30.")
          .range(0, MOST_MAGNITUDE)
          .onlyIf("augment.policy", Policy.RANDAUGMENT)
          .column("augment_magnitude")
          .since(SINCE)
          .build();

  public static final Setting<Double> ERASE =
      LIST.number(
              "augment.erase",
              0.0,
              "Random erasing",
              "Probability that a rectangle of up to a third of the image is blanked out.")
          .allowed("a probability between 0 and 1", AugmentSettings::isProbability)
          .column("erase")
          .since(SINCE)
          .build();

  public static final Setting<Double> MIXUP =
      LIST.number(
              "augment.mixup",
              0.0,
              "Mixup",
              "Blends pairs of images and their targets; the α of the beta distribution, 0 turns it"
                  + " off.")
          .allowed("0 or a positive number", alpha -> alpha >= 0 && Double.isFinite(alpha))
          .column("mixup")
          .since(SINCE)
          .build();

  public static final Setting<Boolean> WHILE_FROZEN =
      LIST.onOff(
              "augment.whileFrozen",
              false,
              "While frozen",
              "Augment while the backbone is frozen, too. Its features then cannot be cached, which"
                  + " makes these epochs many times slower.")
          .onlyIf("training.freezeBackboneAtStart", true)
          .warn(
              config ->
                  config.augment().whileFrozen() && !config.augment().any()
                      ? "has no effect while no augmentation is on"
                      : null)
          .since(SINCE)
          .build();

  private AugmentSettings() {}

  private static boolean isProbability(double value) {
    return value >= 0 && value <= 1;
  }
}
