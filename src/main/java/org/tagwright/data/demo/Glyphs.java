package org.tagwright.data.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.tagwright.data.LabelSet;

/** The shapes and typical colours of the 80 COCO classes. */
final class Glyphs {
  private static final String TABLE = "/org/tagwright/data/demo/glyphs.tsv";
  private static final String FONT =
      "/META-INF/resources/materialdesign2/7.4.47/fonts/materialdesignicons-webfont.ttf";

  /**
   * A class as it is drawn.
   *
   * @param index COCO's
   * @param rank place in the order in which classes are added to a data set, from 0
   */
  record Glyph(int index, String name, Outline outline, Tint tint, int rank) {}

  private Glyphs() {}

  /** The first {@code count} classes by rank, in that order. */
  static List<Glyph> first(int count) {
    List<Glyph> glyphs = new ArrayList<>();
    try (TrueTypeFont font = font();
        BufferedReader table =
            new BufferedReader(new InputStreamReader(resource(TABLE), StandardCharsets.UTF_8))) {
      CmapLookup codes = font.getUnicodeCmapLookup();
      for (String line = table.readLine(); line != null; line = table.readLine()) {
        if (!line.startsWith("#")) {
          glyphs.add(glyph(line.split("\t"), font, codes));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    glyphs.sort(Comparator.comparingInt(Glyph::rank));
    return List.copyOf(glyphs.subList(0, count));
  }

  private static Glyph glyph(String[] fields, TrueTypeFont font, CmapLookup codes)
      throws IOException {
    int index = Integer.parseInt(fields[0]);
    if (!LabelSet.COCO.name(index).equals(fields[1])) {
      throw new IllegalStateException(TABLE + ": class " + index + " is not " + fields[1]);
    }
    Outline outline;
    if (fields[3].equals("-")) {
      outline = GIRAFFE;
    } else {
      int glyph = codes.getGlyphId(Integer.parseInt(fields[3], 16));
      if (glyph == 0) {
        throw new IllegalStateException("the font has no glyph " + fields[2]);
      }
      outline = Outline.of(font.getGlyph().getGlyph(glyph).getPath());
    }
    return new Glyph(index, fields[1], outline, Tint.hex(fields[4]), Integer.parseInt(fields[5]));
  }

  private static TrueTypeFont font() throws IOException {
    try (InputStream in = resource(FONT)) {
      return new TTFParser().parseEmbedded(in);
    }
  }

  private static InputStream resource(String name) {
    InputStream in = Glyphs.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("resource " + name + " is missing");
    }
    return in;
  }

  /** The one class that Material Design has nothing for. */
  private static final Outline GIRAFFE =
      Outline.of(
          new double[] {
            62, 2, 64, 0, 66, 2, 66, 8, 70, 8, 70, 2, 72, 0, 74, 2, 74, 9, 84, 13, 93, 17, 95, 21,
            92, 25, 84, 24, 76, 23, 72, 34, 68, 48, 65, 58, 66, 66, 64, 74, 64, 100, 58, 100, 57,
            80, 54, 76, 34, 76, 31, 80, 30, 100, 24, 100, 23, 76, 21, 68, 17, 78, 15, 86, 12, 85,
            13, 76, 17, 64, 24, 58, 44, 54, 52, 44, 57, 30, 60, 18, 55, 12, 61, 9
          });
}
