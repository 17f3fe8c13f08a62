package org.tagwright.data.demo;

import org.tagwright.common.SplitMix;

/** A colour, each channel 0–1, sRGB. */
record Tint(float red, float green, float blue) {
  static final Tint WHITE = new Tint(1, 1, 1);
  static final Tint BLACK = new Tint(0, 0, 0);

  /** From six hex digits. */
  static Tint hex(String digits) {
    int rgb = Integer.parseInt(digits, 16);
    return new Tint((rgb >> 16) / 255f, (rgb >> 8 & 0xFF) / 255f, (rgb & 0xFF) / 255f);
  }

  /**
   * @param hue in turns, any number
   */
  static Tint hsl(double hue, double saturation, double lightness) {
    double chroma = (1 - Math.abs(2 * lightness - 1)) * saturation;
    return new Tint(
        channel(hue, chroma, lightness),
        channel(hue - 1 / 3.0, chroma, lightness),
        channel(hue + 1 / 3.0, chroma, lightness));
  }

  private static float channel(double turns, double chroma, double lightness) {
    double sixth = (turns - Math.floor(turns)) * 6;
    double ramp = Math.min(1, Math.max(0, Math.abs(sixth - 3) - 1)); // 1 around 0, 0 around 1/2
    return (float) (lightness + chroma * (ramp - 0.5));
  }

  Tint mix(Tint other, double share) {
    float s = (float) share;
    return new Tint(
        red + (other.red - red) * s,
        green + (other.green - green) * s,
        blue + (other.blue - blue) * s);
  }

  Tint lighter(double share) {
    return mix(WHITE, share);
  }

  Tint darker(double share) {
    return mix(BLACK, share);
  }

  float lightness() {
    return 0.3f * red + 0.59f * green + 0.11f * blue;
  }

  /** A neighbouring colour. */
  Tint varied(SplitMix random, double strength) {
    float light = (float) random.between(-strength, strength);
    return new Tint(
        vary(red, light, random, strength),
        vary(green, light, random, strength),
        vary(blue, light, random, strength));
  }

  private static float vary(float channel, float light, SplitMix random, double strength) {
    float own = (float) random.between(-strength, strength);
    return Math.min(1, Math.max(0, channel + light + own / 2));
  }
}
