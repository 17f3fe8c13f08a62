package org.tagwright.ui.experiment.backbone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.config.backbone.Preprocessing;
import org.tagwright.config.backbone.PublishedWeights;

/** Two dozen networks of torchvision's, whether we have them or not. */
public final class Offers {
  private static final String[][] FAMILIES = {
    {"ResNet", "resnet18", "resnet34", "resnet50", "resnet101", "wide_resnet50_2"},
    {"DenseNet", "densenet121", "densenet169"},
    {"MobileNet", "mobilenet_v2", "mobilenet_v3_small", "mobilenet_v3_large"},
    {
      "EfficientNet",
      "efficientnet_b0",
      "efficientnet_b1",
      "efficientnet_b3",
      "efficientnet_v2_s",
      "efficientnet_v2_m"
    },
    {"RegNet", "regnet_y_800mf", "regnet_y_3_2gf"},
    {"ConvNeXt", "convnext_tiny", "convnext_small", "convnext_base"},
    {"Swin", "swin_t", "swin_v2_t"},
    {"ViT", "vit_b_16"},
    {"VGG", "vgg16"}
  };

  private Offers() {}

  private record Facts(
      String name, long parameters, double gigaOperations, List<PublishedWeights> weights)
      implements BackboneFacts {
    @Override
    public int channels() {
      return 512;
    }
  }

  /** All of them, some measured here, some at hand. */
  public static List<BackboneOffer> all() {
    List<BackboneOffer> offers = new ArrayList<>();
    try (InputStream in = Offers.class.getResourceAsStream("/golden/published_weights.json")) {
      JsonNode golden = new ObjectMapper().readTree(in);
      for (String[] family : FAMILIES) {
        for (int i = 1; i < family.length; i++) {
          offers.add(offer(family[0], family[i], golden.get(family[i]), offers.size()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return offers;
  }

  static BackboneOffer named(List<BackboneOffer> offers, String name) {
    return offers.stream().filter(offer -> offer.name().equals(name)).findFirst().orElseThrow();
  }

  private static BackboneOffer offer(String family, String name, JsonNode published, int at) {
    JsonNode best = published.get(0);
    for (JsonNode each : published) {
      best = each.get("default").booleanValue() ? each : best;
    }
    double mebibytes = best.get("mebibytes").doubleValue();
    PublishedWeights weights =
        new PublishedWeights(
            best.get("file").textValue(),
            "ImageNet",
            (int) mebibytes,
            best.get("top1").doubleValue(),
            new Preprocessing(
                best.get("resize").intValue(),
                best.get("crop").intValue(),
                Interpolation.valueOf(
                    best.get("interpolation").textValue().toUpperCase(Locale.ROOT))));
    double operations = best.get("giga_operations").doubleValue();
    Facts facts = new Facts(name, (long) (mebibytes * (1 << 20) / 4), operations, List.of(weights));
    return new BackboneOffer(
        family,
        facts,
        weights,
        at % 3 == 0,
        OptionalLong.of((long) (1e9 + 3e8 * operations)),
        at % 2 == 0 ? OptionalDouble.of(60 / operations) : OptionalDouble.empty());
  }
}
