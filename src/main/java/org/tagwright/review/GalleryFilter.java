package org.tagwright.review;

import java.util.List;

/**
 * Which images the gallery shows. Immutable; {@link #ALL} shows every one.
 *
 * @param classIndex the class that must be there, or -1: any
 * @param side where the class must be there
 * @param verdict what must be true of the image (of the class, where one is chosen)
 * @param fewest fewest predicted labels
 * @param most most predicted labels
 * @param text part of the file name, any case
 */
public record GalleryFilter(
    int classIndex, Side side, Verdict verdict, int fewest, int most, String text) {
  public static final int ANY_CLASS = -1;
  public static final GalleryFilter ALL =
      new GalleryFilter(ANY_CLASS, Side.EITHER, Verdict.ANY, 0, Integer.MAX_VALUE, "");

  /** Where the chosen class must be. */
  public enum Side {
    EITHER("predicted or true"),
    PREDICTED("predicted"),
    TRUE("true"),
    BOTH("predicted and true");

    private final String title;

    Side(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** How the prediction compares with the truth. */
  public enum Verdict {
    ANY("All"),
    EXACT("Exactly right"),
    FALSE_POSITIVES("False positives"),
    FALSE_NEGATIVES("Missed"),
    ANY_ERROR("Any error"),
    CHANGED("Changed"),
    FIXED("Fixed"),
    BROKEN("Broken");

    private final String title;

    Verdict(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }

    /** Whether it asks for known labels. */
    public boolean needsTruth() {
      return this != ANY && this != CHANGED;
    }

    /** Whether it asks for a second checkpoint. */
    public boolean needsBaseline() {
      return this == CHANGED || this == FIXED || this == BROKEN;
    }
  }

  public GalleryFilter withClass(int index) {
    return new GalleryFilter(index, side, verdict, fewest, most, text);
  }

  /** The same for other classes: the chosen one by its name, or any where it is not among them. */
  public GalleryFilter forClasses(List<String> before, List<String> now) {
    return classIndex < 0
        ? this
        : withClass(classIndex < before.size() ? now.indexOf(before.get(classIndex)) : ANY_CLASS);
  }

  public GalleryFilter withSide(Side value) {
    return new GalleryFilter(classIndex, value, verdict, fewest, most, text);
  }

  public GalleryFilter withVerdict(Verdict value) {
    return new GalleryFilter(classIndex, side, value, fewest, most, text);
  }

  public GalleryFilter withLabels(int atLeast, int atMost) {
    return new GalleryFilter(classIndex, side, verdict, atLeast, atMost, text);
  }

  public GalleryFilter withText(String value) {
    return new GalleryFilter(classIndex, side, verdict, fewest, most, value);
  }
}
