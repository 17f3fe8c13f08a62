package org.tagwright.data.demo;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.tagwright.common.SplitMix;
import org.tagwright.data.demo.Glyphs.Glyph;

/**
 * A drawn image and what is on it.
 *
 * @param rgb bytes 0–255, height × width × 3
 * @param classes COCO indices of what can be seen
 */
record Scene(int width, int height, byte[] rgb, BitSet classes) {
  /** What belongs to none of the classes. */
  static final int NO_CLASS = -1;

  /** An object of which less can be seen is taken away. */
  private static final double LEAST_VISIBLE = 0.55;

  /** Width and height of the images, in parts of the longer side. */
  private static final double[][] SHAPES = {{1, 0.75}, {1, 0.75}, {0.75, 1}, {1, 0.667}, {1, 1}};

  private record Placed(Glyph glyph, double x, double y, double size) {}

  /**
   * Something on a scene.
   *
   * @param index COCO's class, or {@link #NO_CLASS}
   */
  record Item(int index, Sticker sticker) {}

  /**
   * Draws an easy scene.
   *
   * @param longSide pixels
   */
  static Scene draw(Cast cast, int longSide, SplitMix random) {
    Canvas canvas = blank(longSide, random);
    Cast.Choice choice = cast.choose(random);
    choice.backdrop().paint(canvas, random);
    canvas.vignette(0.25);
    List<Item> items = new ArrayList<>();
    for (Placed object : place(choice.glyphs(), canvas, random)) {
      items.add(
          new Item(
              object.glyph.index(),
              Sticker.of(object.glyph, object.x, object.y, object.size, random)));
    }
    return of(canvas, drawVisible(items, LEAST_VISIBLE, canvas));
  }

  static Canvas blank(int longSide, SplitMix random) {
    double[] shape = SHAPES[random.nextInt(SHAPES.length)];
    return new Canvas((int) Math.round(longSide * shape[0]), (int) Math.round(longSide * shape[1]));
  }

  static Scene of(Canvas canvas, BitSet classes) {
    return new Scene(canvas.width, canvas.height, canvas.toBytes(), classes);
  }

  /** Draws what can be seen, the later in front, and returns the classes of it. */
  static BitSet drawVisible(List<Item> items, double leastVisible, Canvas canvas) {
    BitSet classes = new BitSet();
    List<Sticker> stickers = items.stream().map(Item::sticker).toList();
    for (int i = 0; i < stickers.size(); i++) {
      int index = items.get(i).index;
      if (index == NO_CLASS) {
        stickers.get(i).draw(canvas);
      } else if (visible(stickers, i, canvas) >= leastVisible) {
        classes.set(index);
        stickers.get(i).draw(canvas);
      }
    }
    return classes;
  }

  /** Each at the best of some random places: where it covers the earlier ones the least. */
  private static List<Placed> place(List<Glyph> glyphs, Canvas canvas, SplitMix random) {
    double[] most = {0, 0.84, 0.68, 0.58, 0.5, 0.46};
    List<Placed> placed = new ArrayList<>();
    for (Glyph glyph : glyphs) {
      double largest = most[Math.min(glyphs.size(), most.length - 1)];
      double size = canvas.shortSide() * random.between(largest * 0.78, largest);
      Placed best = null;
      double leastOverlap = Double.MAX_VALUE;
      for (int attempt = 0; attempt < 12; attempt++) {
        double margin = size * 0.44;
        Placed candidate =
            new Placed(
                glyph,
                random.between(margin, canvas.width - margin),
                random.between(margin, canvas.height - margin),
                size);
        double overlap = 0;
        for (Placed other : placed) {
          overlap += overlap(candidate, other);
        }
        if (overlap < leastOverlap) {
          leastOverlap = overlap;
          best = candidate;
        }
      }
      placed.add(best);
    }
    return placed;
  }

  private static double overlap(Placed a, Placed b) {
    double reach = (a.size + b.size) / 2;
    double across = Math.max(0, reach - Math.abs(a.x - b.x));
    double down = Math.max(0, reach - Math.abs(a.y - b.y));
    return across * down;
  }

  /** The fraction of a sticker that is visible: inside the image and covered by no later one. */
  private static double visible(List<Sticker> stickers, int which, Canvas canvas) {
    int seen = 0;
    int all = 0;
    Sticker sticker = stickers.get(which);
    for (int y = sticker.top(); y < sticker.bottom(); y++) {
      for (int x = sticker.left(); x < sticker.right(); x++) {
        if (!sticker.covers(x, y)) {
          continue;
        }
        all++;
        boolean free = x >= 0 && y >= 0 && x < canvas.width && y < canvas.height;
        for (int later = which + 1; free && later < stickers.size(); later++) {
          free = !stickers.get(later).covers(x, y);
        }
        seen += free ? 1 : 0;
      }
    }
    return all == 0 ? 0 : seen / (double) all;
  }
}
