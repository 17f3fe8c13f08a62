package org.tagwright.data.demo;

import org.tagwright.common.SplitMix;
import org.tagwright.data.demo.Glyphs.Glyph;

/** A glyph as an object of a scene: soft shadow, light rim, shaded body. */
final class Sticker {
  /** How far objects lean, in radians at most. */
  private static final double MOST_LEAN = 0.42;

  /** How often an object of an easy scene has the typical colour of its class. */
  private static final double TYPICAL_COLOUR = 0.85;

  private final int left;
  private final int top;
  private final Mask body;
  private final Mask rim;
  private final Mask shadow;
  private final Tint tint;
  private final Tint rimTint;
  private final Noise texture;
  private final double size;

  private Sticker(int left, int top, Mask body, double size, Tint tint, SplitMix random) {
    this.left = left;
    this.top = top;
    this.body = body;
    this.size = size;
    this.tint = tint;
    this.rim = body.grown((int) Math.max(1, Math.round(size * 0.022)));
    this.shadow = rim.blurred((int) Math.max(1, Math.round(size * 0.03)));
    this.rimTint = tint.lighter(tint.lightness() > 0.8 ? 0.2 : 0.9);
    this.texture = new Noise(random.nextLong());
  }

  /** An object of an easy scene. */
  static Sticker of(Glyph glyph, double x, double y, double size, SplitMix random) {
    double lean = random.between(-MOST_LEAN, MOST_LEAN);
    boolean mirrored = random.nextInt(2) == 0;
    Tint tint = tint(glyph, TYPICAL_COLOUR, random);
    return of(glyph.outline(), tint, x, y, size, lean, mirrored, random);
  }

  /**
   * @param size length of the outline's larger side, pixels
   * @param lean clockwise rotation in radians
   */
  static Sticker of(
      Outline outline,
      Tint tint,
      double x,
      double y,
      double size,
      double lean,
      boolean mirrored,
      SplitMix random) {
    int reach = (int) (size * 0.85) + 4;
    int left = (int) x - reach;
    int top = (int) y - reach;
    Mask body =
        Mask.fill(
            outline,
            2 * reach,
            2 * reach,
            x - left,
            y - top,
            size,
            StrictMath.cos(lean),
            StrictMath.sin(lean),
            mirrored);
    return new Sticker(left, top, body, size, tint, random);
  }

  /** The typical colour of the class, or any. */
  static Tint tint(Glyph glyph, double typical, SplitMix random) {
    if (random.nextDouble() < typical) {
      return glyph.tint().varied(random, 0.06);
    }
    return Tint.hsl(random.nextDouble(), random.between(0.5, 0.9), random.between(0.35, 0.6));
  }

  int left() {
    return left;
  }

  int top() {
    return top;
  }

  int right() {
    return left + body.width;
  }

  int bottom() {
    return top + body.height;
  }

  boolean covers(int x, int y) {
    return rim.at(x - left, y - top) > 0.5f;
  }

  void draw(Canvas canvas) {
    int drop = (int) Math.max(1, Math.round(size * 0.035));
    for (int y = 0; y < shadow.height; y++) {
      for (int x = 0; x < shadow.width; x++) {
        canvas.blend(left + x + drop / 2, top + y + drop, Tint.BLACK, shadow.at(x, y) * 0.4);
      }
    }
    for (int y = 0; y < body.height; y++) {
      double down = (y - body.height / 2.0) / size + 0.5;
      for (int x = 0; x < body.width; x++) {
        canvas.blend(left + x, top + y, rimTint, rim.at(x, y));
        float covered = body.at(x, y);
        if (covered > 0) {
          canvas.blend(left + x, top + y, shaded(x, y, down), covered);
        }
      }
    }
  }

  /** Lit from the upper left, a little uneven as paint is. */
  private Tint shaded(int x, int y, double down) {
    double across = (x - body.width / 2.0) / size + 0.5;
    double light =
        0.55 - 0.55 * down - 0.2 * across + (texture.rough(x / 9.0, y / 9.0) - 0.5) * 0.35;
    double edge = Math.min(1, Math.max(-1, light));
    return edge > 0 ? tint.lighter(edge * 0.38) : tint.darker(-edge * 0.34);
  }
}
