package org.tagwright.evaluation;

import com.samskivert.mustache.Escapers;
import java.util.List;
import org.tagwright.common.Units;

/**
 * A plot over the unit square as inline SVG. Colours come from the page's style: classes {@code
 * grid}, {@code axis}, {@code s1} … {@code s7} and {@code mark}, so that one drawing serves light
 * and dark.
 */
final class SvgPlot {
  /** A point in the unit square. */
  record Point(double x, double y) {}

  private static final int LEFT = 50;
  private static final int TOP = 14;
  private static final int RIGHT = 14;
  private static final int BOTTOM = 44;

  private final int width;
  private final int height;
  private final StringBuilder body = new StringBuilder();
  private final StringBuilder frame = new StringBuilder();
  private final String description;

  /**
   * @param description what a screen reader says
   */
  SvgPlot(int width, int height, String description, String xTitle, String yTitle) {
    this.width = width;
    this.height = height;
    this.description = description;
    for (int i = 0; i <= 5; i++) {
      double at = i / 5.0;
      frame.append(line(at, 0, at, 1, "grid")).append(line(0, at, 1, at, "grid"));
      frame.append(text(x(at), height - BOTTOM + 18, "middle", "tick", number(at)));
      frame.append(text(LEFT - 8, y(at) + 4, "end", "tick", number(at)));
    }
    frame.append(text((LEFT + width - RIGHT) / 2.0, height - 6, "middle", "axis", xTitle));
    double middle = (TOP + height - BOTTOM) / 2.0;
    frame.append(
        "<text class='axis' text-anchor='middle' transform='translate(13 %s) rotate(-90)'>%s</text>"
            .formatted(number(middle), escaped(yTitle)));
  }

  /** A curve with a tooltip. */
  SvgPlot curve(List<Point> points, String style, String tooltip) {
    if (points.isEmpty()) {
      return this;
    }
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.length() == 0 ? "M" : "L")
          .append(number(x(point.x())))
          .append(' ')
          .append(number(y(point.y())));
    }
    body.append(
        "<path class='curve %s' d='%s'><title>%s</title></path>"
            .formatted(style, path, escaped(tooltip)));
    return this;
  }

  SvgPlot dot(double x, double y, String style, String tooltip) {
    body.append(
        "<circle class='dot %s' cx='%s' cy='%s' r='4.5'><title>%s</title></circle>"
            .formatted(style, number(x(x)), number(y(y)), escaped(tooltip)));
    return this;
  }

  /** A vertical bar from the bottom up. */
  SvgPlot bar(double fromX, double toX, double share, String style, String tooltip) {
    double top = y(Math.min(1, share));
    body.append(
        "<rect class='%s' x='%s' y='%s' width='%s' height='%s'><title>%s</title></rect>"
            .formatted(
                style,
                number(x(fromX) + 1),
                number(top),
                number(x(toX) - x(fromX) - 2),
                number(y(0) - top),
                escaped(tooltip)));
    return this;
  }

  /** A straight guide. */
  SvgPlot guide(double x1, double y1, double x2, double y2) {
    body.append(line(x1, y1, x2, y2, "guide"));
    return this;
  }

  /** A vertical line with a label at its top. */
  SvgPlot mark(double at, String label) {
    body.append(line(at, 0, at, 1, "mark"));
    boolean left = at > 0.7;
    body.append(text(x(at) + (left ? -6 : 6), TOP + 12, left ? "end" : "start", "marked", label));
    return this;
  }

  String svg() {
    return "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>%s%s</svg>"
        .formatted(width, height, escaped(description), frame, body);
  }

  private double x(double share) {
    return LEFT + Math.max(0, Math.min(1, share)) * (width - LEFT - RIGHT);
  }

  private double y(double share) {
    return TOP + (1 - Math.max(0, Math.min(1, share))) * (height - TOP - BOTTOM);
  }

  private String line(double x1, double y1, double x2, double y2, String style) {
    return "<line class='%s' x1='%s' y1='%s' x2='%s' y2='%s'/>"
        .formatted(style, number(x(x1)), number(y(y1)), number(x(x2)), number(y(y2)));
  }

  private static String text(double x, double y, String anchor, String style, String text) {
    return "<text class='%s' x='%s' y='%s' text-anchor='%s'>%s</text>"
        .formatted(style, number(x), number(y), anchor, escaped(text));
  }

  private static String number(double value) {
    String text = Units.text("%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  static String escaped(String text) {
    return Escapers.HTML.escape(text);
  }
}
