package org.tagwright.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tagwright.config.ExperimentConfig.ResizeMode;

class ImagePartTest {
  private static JsonNode golden() throws IOException {
    try (InputStream in = ImagePartTest.class.getResourceAsStream("augment/augment-golden.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  static Stream<JsonNode> crops() throws IOException {
    return golden().get("crops").valueStream();
  }

  @ParameterizedTest
  @MethodSource("crops")
  void aPartIsResizedAsTorchvisionDoesIt(JsonNode crop) throws IOException {
    ImageDecoder decoder = decoder();
    byte[] actual = new byte[decoder.length()];
    byte[] file = png(golden().get("images").get(0));
    decoder.decode(file, (w, h) -> new Region(1, 0, w - 1, h), actual);
    Region part =
        new Region(
            crop.get("left").asInt(),
            crop.get("top").asInt(),
            crop.get("width").asInt(),
            crop.get("height").asInt());
    decoder.decode(file, (w, h) -> part, actual);
    byte[] expected = Base64.getDecoder().decode(crop.get("rgb").asText());
    for (int i = 0; i < actual.length; i++) {
      assertThat(Math.abs((actual[i] & 0xFF) - (expected[i] & 0xFF))).isLessThanOrEqualTo(2);
    }
    byte[] again = new byte[decoder.length()];
    decoder.decode(file, again);
    assertThat(again).as("whole, after parts").isEqualTo(fresh(file));
  }

  private static byte[] fresh(byte[] file) throws IOException {
    ImageDecoder decoder = decoder();
    byte[] pixels = new byte[decoder.length()];
    decoder.decode(file, pixels);
    return pixels;
  }

  private static ImageDecoder decoder() throws IOException {
    return new ImageDecoder(new NetworkInput(golden().get("side").asInt(), ResizeMode.SQUASH));
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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", out);
    return out.toByteArray();
  }
}
