package org.tagwright.data.demo;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.tagwright.common.SplitMix;
import org.tagwright.data.demo.Glyphs.Glyph;

/** Draws scenes of {@link Difficulty#HARD}. */
final class HardScene {
  /** Objects overlap: one of which less can be seen is left out. */
  private static final double LEAST_VISIBLE = 0.45;

  /** How often an object has the typical colour of its class. */
  private static final double TYPICAL_COLOUR = 0.4;

  /** Sizes of objects and of shapes without a class, as fractions of the image's shorter side. */
  private static final double[] OBJECT_SIZES = {0.2, 0.55};

  private static final double[] CLUTTER_SIZES = {0.08, 0.3};
  private static final int LEAST_CLUTTER = 3;
  private static final int MOST_CLUTTER = 9;

  private final boolean test;
  private final SplitMix random;
  private final Canvas canvas;

  private HardScene(boolean test, int longSide, SplitMix random) {
    this.test = test;
    this.random = random;
    this.canvas = Scene.blank(longSide, random);
  }

  /**
   * @param test whether the viewpoints and the light are those of test images
   * @param longSide pixels
   */
  static Scene draw(Cast cast, int longSide, boolean test, SplitMix random) {
    return new HardScene(test, longSide, random).draw(cast);
  }

  private Scene draw(Cast cast) {
    Cast.Choice choice = cast.choose(random);
    choice.backdrop().paint(canvas, random);
    List<Scene.Item> items = new ArrayList<>();
    for (Glyph glyph : choice.glyphs()) {
      items.add(
          new Scene.Item(
              glyph.index(),
              sticker(glyph.outline(), Sticker.tint(glyph, TYPICAL_COLOUR, random), OBJECT_SIZES)));
    }
    for (int i = LEAST_CLUTTER + random.nextInt(MOST_CLUTTER - LEAST_CLUTTER + 1); i > 0; i--) {
      Tint any =
          Tint.hsl(random.nextDouble(), random.between(0.2, 0.9), random.between(0.25, 0.75));
      Scene.Item shape =
          new Scene.Item(Scene.NO_CLASS, sticker(shape(), any.varied(random, 0.05), CLUTTER_SIZES));
      items.add(random.nextInt(items.size() + 1), shape);
    }
    BitSet classes = Scene.drawVisible(items, LEAST_VISIBLE, canvas);
    canvas.vignette(0.25);
    (test ? Light.ofTest(random) : Light.ofTraining(random)).fallOn(canvas, random);
    return Scene.of(canvas, classes);
  }

  private Sticker sticker(Outline outline, Tint tint, double[] sizes) {
    // Evenly over the logarithm: small ones are as frequent as large ones.
    double part = sizes[0] * StrictMath.pow(sizes[1] / sizes[0], random.nextDouble());
    double size = part * canvas.shortSide();
    Viewpoint viewpoint = test ? Viewpoint.ofTest(random) : Viewpoint.ofTraining(random);
    double margin = size * 0.4;
    return Sticker.of(
        viewpoint.project(outline),
        tint,
        random.between(margin, canvas.width - margin),
        random.between(margin, canvas.height - margin),
        size,
        viewpoint.lean(),
        random.nextInt(2) == 0,
        random);
  }

  /** A bar, or a jagged polygon: like an object from afar, but of no class. */
  private Outline shape() {
    if (random.nextInt(3) == 0) {
      double thick = random.between(0.08, 0.4);
      return Outline.of(new double[] {0, 0, 1, 0, 1, thick, 0, thick});
    }
    int corners = 3 + random.nextInt(8);
    double[] polygon = new double[2 * corners];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * (i + random.between(-0.3, 0.3)) / corners;
      double radius = random.between(0.35, 1);
      polygon[2 * i] = radius * StrictMath.cos(angle);
      polygon[2 * i + 1] = radius * StrictMath.sin(angle);
    }
    return Outline.of(polygon);
  }
}
