package org.tagwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.image.resample.Resampler;

class LargePhotoTest {
  private static final byte[] PHOTO = photo(4000, 3000);

  @Test
  void aLargePhotoReadAtAQuarterOfItsSizeLooksAsReadWhole() throws IOException {
    for (ResizeMode mode : ResizeMode.values()) {
      NetworkInput input = new NetworkInput(224, mode);
      assertThat(LargePhoto.reduction(4000, 3000, input)).isEqualTo(4);
      byte[] fast = decoded(PHOTO, input);
      byte[] whole = whole(PHOTO, input);
      int most = 0;
      double sum = 0;
      for (int i = 0; i < fast.length; i++) {
        int difference = Math.abs((fast[i] & 0xFF) - (whole[i] & 0xFF));
        most = Math.max(most, difference);
        sum += difference;
      }
      assertThat(most).as("greatest difference, %s", mode).isBetween(1, 8);
      assertThat(sum / fast.length).as("mean difference, %s", mode).isLessThan(2);
    }
  }

  @Test
  void whatIsSmallerOrNoMultipleOfFourOrHardlyReducedIsReadWhole() throws IOException {
    NetworkInput input = new NetworkInput(224, ResizeMode.SQUASH);
    for (byte[] file : new byte[][] {photo(4002, 3000), photo(3996, 3000)}) {
      assertThat(decoded(file, input)).isEqualTo(whole(file, input));
    }
    assertThat(LargePhoto.reduction(4002, 3000, input)).isEqualTo(1);
    assertThat(LargePhoto.reduction(3996, 3000, input)).isEqualTo(1);
    assertThat(LargePhoto.reduction(4000, 3000, new NetworkInput(273, ResizeMode.SQUASH)))
        .isEqualTo(1);
  }

  @Test
  void aTruncatedLargePhotoIsRefusedAsBefore() {
    byte[] cut = Arrays.copyOf(PHOTO, PHOTO.length / 2);
    assertThatThrownBy(() -> decoded(cut, new NetworkInput(224, ResizeMode.SQUASH)))
        .isInstanceOf(ImageUnreadableException.class);
  }

  private static byte[] decoded(byte[] file, NetworkInput input) throws IOException {
    ImageDecoder decoder = new ImageDecoder(input);
    byte[] pixels = new byte[decoder.length()];
    decoder.decode(file, pixels);
    return pixels;
  }

  private static byte[] whole(byte[] file, NetworkInput input) throws IOException {
    byte[] pixels = new byte[new ImageDecoder(input).length()];
    return RgbReader.read(
        file,
        ExifOrientation.IGNORE,
        image -> {
          int width = image.width();
          int height = image.height();
          Resampler resampler =
              input.resize() == ResizeMode.SQUASH
                  ? Resampler.squash(width, height, 224, Interpolation.BILINEAR)
                  : Resampler.crop(width, height, 224, 224, Interpolation.BILINEAR);
          resampler.resize(image.rows(), pixels);
          return pixels;
        });
  }

  /** Shapes of every size, as sharp as a lens draws them. Harder edges differ by up to 9. */
  private static byte[] photo(int width, int height) {
    BufferedImage drawn = new BufferedImage(width / 2, height / 2, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = drawn.createGraphics();
    Random random = new Random(5);
    for (int i = 0; i < 4_000; i++) {
      g.setColor(new Color(random.nextInt(0x1000000)));
      int side = 4 + random.nextInt(i < 2_000 ? 150 : 20);
      int x = random.nextInt(width / 2);
      int y = random.nextInt(height / 2);
      switch (i % 3) {
        case 0 -> g.fillRect(x, y, side, side / 2);
        case 1 -> g.fillOval(x, y, side / 2, side);
        default -> g.drawLine(x, y, x + side, y + side / 3);
      }
    }
    g.dispose();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D lens = image.createGraphics();
    lens.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    lens.drawImage(drawn, 0, 0, width, height, null);
    lens.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
