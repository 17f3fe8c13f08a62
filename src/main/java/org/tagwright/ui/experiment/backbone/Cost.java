package org.tagwright.ui.experiment.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What a network's accuracy costs. */
enum Cost {
  COMPUTE("Compute", "Billions of multiply-adds per image"),
  WEIGHTS("Weights", "Millions of weights"),
  MEMORY("Memory", "Gigabytes in training"),
  TIME("Time", "Milliseconds per image in training here");

  private final String title;
  private final String unit;

  Cost(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  String title() {
    return title;
  }

  /** What is drawn along the axis. */
  String unit() {
    return unit;
  }

  /** NaN where it is not known. */
  double of(BackboneOffer offer) {
    return switch (this) {
      case COMPUTE -> offer.facts().gigaOperations();
      case WEIGHTS -> offer.facts().parameters() / 1e6;
      case MEMORY ->
          offer.memoryBytes().isPresent() ? offer.memoryBytes().getAsLong() / 1e9 : Double.NaN;
      case TIME ->
          offer.imagesPerSecond().isPresent()
              ? 1e3 / offer.imagesPerSecond().getAsDouble()
              : Double.NaN;
    };
  }

  /** Those of which it is known. */
  List<BackboneOffer> known(List<BackboneOffer> offers) {
    return offers.stream().filter(offer -> !Double.isNaN(of(offer))).toList();
  }

  /** The costs that can be compared. */
  static List<Cost> comparable(List<BackboneOffer> offers) {
    return Arrays.stream(values()).filter(cost -> cost.known(offers).size() > 1).toList();
  }

  /** The networks that none beats at their cost or below, cheapest first. */
  List<BackboneOffer> front(List<BackboneOffer> offers) {
    List<BackboneOffer> front = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (BackboneOffer offer :
        known(offers).stream()
            .sorted(
                Comparator.comparingDouble(this::of)
                    .thenComparing(Comparator.comparingDouble(BackboneOffer::top1).reversed()))
            .toList()) {
      if (offer.top1() > best) {
        best = offer.top1();
        front.add(offer);
      }
    }
    return front;
  }
}
