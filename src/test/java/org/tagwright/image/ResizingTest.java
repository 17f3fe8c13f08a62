package org.tagwright.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.config.backbone.Interpolation;

/** What PIL and torchvision make of the same images; resize-golden.json is made by the script. */
class ResizingTest {
  private static JsonNode golden() throws IOException {
    try (InputStream in = ResizingTest.class.getResourceAsStream("resize-golden.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  @ParameterizedTest
  @EnumSource(Interpolation.class)
  void imagesAreResizedAndCroppedAsTorchvisionDoesIt(Interpolation interpolation)
      throws IOException {
    int side = golden().get("side").asInt();
    int resize = golden().get("resize").asInt();
    ImageDecoder squash = decoder(side, ResizeMode.SQUASH, side, interpolation);
    ImageDecoder crop = decoder(side, ResizeMode.CROP, resize, interpolation);
    byte[] into = new byte[squash.length()];
    for (JsonNode image : golden().get("cases")) {
      JsonNode expected = image.get(interpolation.name().toLowerCase(Locale.ROOT));
      byte[] file = png(image);

      squash.decode(file, into);
      assertNear(into, expected.get("squash"), interpolation);
      crop.decode(file, into);
      assertNear(into, expected.get("crop"), interpolation);
      squash.decode(file, (width, height) -> new Region(3, 1, width - 5, height - 2), into);
      assertNear(into, expected.get("part"), interpolation);
    }
  }

  /** Bicubic weights are PIL's; the bilinear ones have fewer bits, for speed. */
  private static void assertNear(byte[] actual, JsonNode golden, Interpolation interpolation)
      throws IOException {
    byte[] expected = golden.binaryValue();
    int most = 0;
    for (int i = 0; i < actual.length; i++) {
      most = Math.max(most, Math.abs((actual[i] & 0xFF) - (expected[i] & 0xFF)));
    }
    assertThat(most).isLessThanOrEqualTo(interpolation == Interpolation.BICUBIC ? 0 : 2);
  }

  @Test
  void aBicubicImageThatIsTallerThanAStripIsTheSameAsInOnePiece() throws IOException {
    BufferedImage tall = new BufferedImage(3, 1000, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 1000; y++) {
      for (int x = 0; x < 3; x++) {
        tall.setRGB(x, y, (y * 37 + x * 11) % 256 * 0x010101);
      }
    }
    BufferedImage top = tall.getSubimage(0, 0, 3, 60);
    ImageDecoder decoder = decoder(8, ResizeMode.SQUASH, 8, Interpolation.BICUBIC);
    byte[] alone = new byte[decoder.length()];
    byte[] part = new byte[decoder.length()];
    decoder.decode(png(top), alone);
    decoder.decode(png(tall), (width, height) -> new Region(0, 0, 3, 60), part);
    assertThat(part).isEqualTo(alone);

    // Further down than the first strip: the pattern comes again after 256 rows.
    decoder.decode(png(tall), (width, height) -> new Region(0, 3 * 256, 3, 60), part);
    assertThat(part).isEqualTo(alone);
  }

  @Test
  void anotherSizeShowsTheSamePartOfAnImage() {
    NetworkInput published = input(224, ResizeMode.CROP, 232, Interpolation.BICUBIC);

    assertThat(published.withSide(448))
        .isEqualTo(input(448, ResizeMode.CROP, 464, Interpolation.BICUBIC));
    assertThat(published.cropFraction()).isEqualTo(224 / 232.0);
    assertThat(new NetworkInput(224, ResizeMode.SQUASH).cropFraction()).isZero();
  }

  private static NetworkInput input(
      int side, ResizeMode mode, int resize, Interpolation interpolation) {
    return new NetworkInput(side, mode, resize, interpolation, ExifOrientation.IGNORE);
  }

  private static ImageDecoder decoder(
      int side, ResizeMode mode, int resize, Interpolation interpolation) {
    return new ImageDecoder(input(side, mode, resize, interpolation));
  }

  private static byte[] png(JsonNode image) throws IOException {
    int width = image.get("width").asInt();
    byte[] rgb = Base64.getDecoder().decode(image.get("rgb").asText());
    BufferedImage picture =
        new BufferedImage(width, image.get("height").asInt(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < rgb.length; i += 3) {
      int color = (rgb[i] & 0xFF) << 16 | (rgb[i + 1] & 0xFF) << 8 | (rgb[i + 2] & 0xFF);
      picture.setRGB(i / 3 % width, i / 3 / width, color);
    }
    return png(picture);
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", out);
    return out.toByteArray();
  }
}
