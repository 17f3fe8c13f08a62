package org.tagwright.data.demo;

/** An image in the making, channels 0–1. */
final class Canvas {
  final int width;
  final int height;
  private final float[] rgb;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.rgb = new float[width * height * 3];
  }

  int shortSide() {
    return Math.min(width, height);
  }

  /** Lays a colour over a pixel; outside of the image nothing happens. */
  void blend(int x, int y, Tint tint, double share) {
    if (x < 0 || y < 0 || x >= width || y >= height || share <= 0) {
      return;
    }
    float s = (float) Math.min(1, share);
    int at = (y * width + x) * 3;
    rgb[at] += (tint.red() - rgb[at]) * s;
    rgb[at + 1] += (tint.green() - rgb[at + 1]) * s;
    rgb[at + 2] += (tint.blue() - rgb[at + 2]) * s;
  }

  /** Lays a colour over a rectangle. */
  void rectangle(double left, double top, double right, double bottom, Tint tint, double share) {
    for (int y = Math.max(0, (int) top); y < Math.min(height, bottom); y++) {
      for (int x = Math.max(0, (int) left); x < Math.min(width, right); x++) {
        blend(x, y, tint, share);
      }
    }
  }

  /** A disc whose edge fades over {@code soft} pixels. */
  void disc(double centerX, double centerY, double radius, double soft, Tint tint, double share) {
    int reach = (int) (radius + soft) + 1;
    for (int y = (int) centerY - reach; y <= centerY + reach; y++) {
      for (int x = (int) centerX - reach; x <= centerX + reach; x++) {
        double dx = x + 0.5 - centerX;
        double dy = y + 0.5 - centerY;
        double inside = (radius + soft - Math.sqrt(dx * dx + dy * dy)) / (soft + 1);
        if (inside > 0) {
          blend(x, y, tint, share * Math.min(1, inside));
        }
      }
    }
  }

  /** From one colour at the top to another at the bottom of the rows given. */
  void gradient(int top, int bottom, Tint from, Tint to) {
    for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      Tint tint = from.mix(to, (y - top) / (double) Math.max(1, bottom - top));
      for (int x = 0; x < width; x++) {
        blend(x, y, tint, 1);
      }
    }
  }

  /** A little darker towards the corners, as lenses are. */
  void vignette(double strength) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double dx = (x + 0.5) / width - 0.5;
        double dy = (y + 0.5) / height - 0.5;
        blend(x, y, Tint.BLACK, strength * (dx * dx + dy * dy) * 2);
      }
    }
  }

  /** Multiplies a pixel's channels, clipped at white, and adds noise to all three. */
  void expose(int x, int y, Tint gain, double brightness, double noise) {
    int at = (y * width + x) * 3;
    rgb[at] = exposed(rgb[at] * gain.red(), brightness, noise);
    rgb[at + 1] = exposed(rgb[at + 1] * gain.green(), brightness, noise);
    rgb[at + 2] = exposed(rgb[at + 2] * gain.blue(), brightness, noise);
  }

  private static float exposed(float channel, double brightness, double noise) {
    return (float) Math.min(1, Math.max(0, channel * brightness + noise));
  }

  /** Bytes 0–255, height × width × 3, RGB. */
  byte[] toBytes() {
    byte[] bytes = new byte[rgb.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) (Math.min(1f, Math.max(0f, rgb[i])) * 255f + 0.5f);
    }
    return bytes;
  }
}
