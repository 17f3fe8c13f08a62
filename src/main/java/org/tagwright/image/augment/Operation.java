package org.tagwright.image.augment;

/** The operations of torchvision's RandAugment and TrivialAugmentWide, in its order. */
enum Operation {
  IDENTITY("Identity", false),
  SHEAR_X("ShearX", true),
  SHEAR_Y("ShearY", true),
  TRANSLATE_X("TranslateX", true),
  TRANSLATE_Y("TranslateY", true),
  ROTATE("Rotate", true),
  BRIGHTNESS("Brightness", true),
  COLOR("Color", true),
  CONTRAST("Contrast", true),
  SHARPNESS("Sharpness", true),
  POSTERIZE("Posterize", false),
  SOLARIZE("Solarize", false),
  AUTO_CONTRAST("AutoContrast", false),
  EQUALIZE("Equalize", false);

  private final String title;
  private final boolean signed;

  Operation(String title, boolean signed) {
    this.title = title;
    this.signed = signed;
  }

  /** The name in torchvision. */
  String title() {
    return title;
  }

  /** Whether its amount may as well be negative. */
  boolean signed() {
    return signed;
  }

  /**
   * @param amount pixels, degrees, bits, …; see {@link OperationRange}
   */
  void apply(Pixels image, double amount) {
    float factor = (float) (1 + amount);
    switch (this) {
      case IDENTITY -> {}
      case SHEAR_X -> Affine.shearX(amount).apply(image);
      case SHEAR_Y -> Affine.shearY(amount).apply(image);
      case TRANSLATE_X -> Affine.translate((int) amount, 0).apply(image);
      case TRANSLATE_Y -> Affine.translate(0, (int) amount).apply(image);
      case ROTATE -> Affine.rotate(amount, image.width(), image.height()).apply(image);
      case BRIGHTNESS -> Levels.brightness(factor).apply(image);
      case COLOR -> Blend.color(image, factor);
      case CONTRAST -> Levels.contrast(Blend.meanLuma(image), factor).apply(image);
      case SHARPNESS -> Blend.sharpness(image, factor);
      case POSTERIZE -> Levels.posterize((int) amount).apply(image);
      case SOLARIZE -> Levels.solarize(255 * amount).apply(image);
      case AUTO_CONTRAST -> Levels.autoContrast(image).apply(image);
      case EQUALIZE -> Levels.equalize(image).apply(image);
    }
  }
}
