package org.tagwright.ui.experiment.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackboneModelTest {
  private final List<BackboneOffer> offers = Offers.all();
  private final List<String> used = new ArrayList<>();
  private final BackboneModel model =
      new BackboneModel(
          offers,
          Set.of("resnet50"),
          false,
          (names, asPublished) -> used.add(names + (asPublished ? " as published" : "")));

  private BackboneOffer offer(String name) {
    return Offers.named(offers, name);
  }

  @Test
  void typingFiltersByNameAndFamilyAndChoosesTheFirstThatFits() {
    model.filterProperty().set("mobile v3");
    assertThat(model.shown())
        .containsExactly(offer("mobilenet_v3_small"), offer("mobilenet_v3_large"));
    assertThat(model.chosen()).containsExactly(offer("mobilenet_v3_small"));

    model.filterProperty().set("SWIN");
    assertThat(model.shown()).containsExactly(offer("swin_t"), offer("swin_v2_t"));
    model.use();
    assertThat(used).containsExactly("[swin_t]");
  }

  @Test
  void whatIsChosenStaysWhileItFitsAndWhereNothingFits() {
    model.filterProperty().set("resnet");
    assertThat(model.chosen()).containsExactly(offer("resnet50"));
    model.filterProperty().set("no such network");
    assertThat(model.shown()).isEmpty();
    assertThat(model.chosen()).containsExactly(offer("resnet50"));
  }

  @Test
  void severalAreTriedInTheOrderInWhichTheyAreOffered() {
    model.choose(List.of(offer("vit_b_16"), offer("resnet18")));
    assertThat(model.action()).isEqualTo("Try 2 backbones");
    model.asPublishedProperty().set(true);
    model.use();
    assertThat(used).containsExactly("[resnet18, vit_b_16] as published");
  }

  @Test
  void preprocessingIsSaidAsTheWeightsHaveIt() {
    assertThat(model.preprocessing())
        .isEqualTo("Shortest side to 232 px, bilinear, then the central 224 px.");
    model.choose(List.of(offer("efficientnet_v2_s")));
    assertThat(model.preprocessing()).isEqualTo("Shortest side to 384 px, bilinear.");
  }

  @Test
  void theFrontHasThoseThatNoneBeatsAtTheirCost() {
    List<BackboneOffer> front = Cost.COMPUTE.front(offers);
    assertThat(front).startsWith(offer("mobilenet_v3_small")).contains(offer("efficientnet_v2_m"));
    assertThat(front).doesNotContain(offer("vgg16"), offer("resnet18"));
    assertThat(front).isSortedAccordingTo((a, b) -> Double.compare(a.top1(), b.top1()));
    for (BackboneOffer each : front) {
      assertThat(offers)
          .noneMatch(
              other ->
                  other.top1() > each.top1() && Cost.COMPUTE.of(other) <= Cost.COMPUTE.of(each));
    }
  }

  @Test
  void aCostIsComparedWhereItIsKnownOfTwo() {
    assertThat(Cost.comparable(offers)).containsExactly(Cost.values());
    List<BackboneOffer> one = List.of(offer("resnet34"), offer("resnet50"));
    assertThat(Cost.comparable(one)).doesNotContain(Cost.TIME);
    assertThat(Cost.TIME.known(offers)).hasSize(12);
  }
}
