package org.tagwright.ui.experiment.backbone;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.config.backbone.PublishedWeights;

/**
 * A backbone as it is offered.
 *
 * @param weights those that a training would start from
 * @param atHand whether weights to start from are on this machine
 * @param memoryBytes about what training takes with the form's batch and image size
 * @param imagesPerSecond in training here, where that was measured
 */
public record BackboneOffer(
    String family,
    BackboneFacts facts,
    PublishedWeights weights,
    boolean atHand,
    OptionalLong memoryBytes,
    OptionalDouble imagesPerSecond) {

  String name() {
    return facts.name();
  }

  double top1() {
    return weights.top1();
  }

  /** Whether the words that were typed are all in its name or its family's. */
  boolean matches(String typed) {
    String text = (family + " " + name()).toLowerCase(Locale.ROOT);
    return List.of(typed.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)).stream()
        .allMatch(text::contains);
  }
}
