package org.tagwright.image.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against what torchvision makes of PIL images, by {@code make_augment_golden.py}. */
final class OperationTest {
  private static final JsonNode GOLDEN = golden();

  private static JsonNode golden() {
    try (InputStream in = OperationTest.class.getResourceAsStream("augment-golden.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTorchvisionsPixelsAtEveryMagnitudeOfRandAugment(Operation operation) {
    givesTorchvisionsPixels("RANDAUGMENT", OperationRange.RANDAUGMENT, operation);
  }

  @ParameterizedTest
  @EnumSource
  void givesTorchvisionsPixelsAtEveryMagnitudeOfTrivialAugment(Operation operation) {
    givesTorchvisionsPixels("TRIVIALAUGMENT", OperationRange.TRIVIALAUGMENT, operation);
  }

  private static void givesTorchvisionsPixels(
      String policy, OperationRange range, Operation operation) {
    JsonNode results = GOLDEN.get("policies").get(policy).get(operation.title());
    List<String> different = new ArrayList<>();
    for (int image = 0; image < results.size(); image++) {
      JsonNode size = GOLDEN.get("images").get(image);
      JsonNode amounts = results.get(image).get("magnitudes");
      String[] crcs = results.get(image).get("crc").asText().split(" ");
      assertThat(crcs).hasSize(amounts.size());
      int magnitudes = operation.signed() ? crcs.length / 2 : crcs.length;
      for (int i = 0; i < crcs.length; i++) {
        double amount =
            range.amount(
                operation, i % magnitudes, size.get("width").asInt(), size.get("height").asInt());
        double signed = i < magnitudes ? amount : -amount;
        assertThat(signed).isCloseTo(amounts.get(i).asDouble(), within(1e-5));
        Pixels pixels = pixels(size);
        operation.apply(pixels, signed);
        if (!crc(pixels).equals(crcs[i])) {
          different.add("image " + image + " at " + signed);
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static Pixels pixels(JsonNode image) {
    Pixels pixels = new Pixels(image.get("width").asInt(), image.get("height").asInt());
    byte[] rgb = Base64.getDecoder().decode(image.get("rgb").asText());
    System.arraycopy(rgb, 0, pixels.samples(), 0, rgb.length);
    return pixels;
  }

  private static String crc(Pixels pixels) {
    CRC32 crc = new CRC32();
    crc.update(pixels.samples());
    return "%08x".formatted(crc.getValue());
  }
}
