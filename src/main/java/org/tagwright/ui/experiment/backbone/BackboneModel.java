package org.tagwright.ui.experiment.backbone;

import java.util.Collection;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.tagwright.common.Units;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.config.backbone.Preprocessing;

/** What is offered, what of it is shown and what is chosen. FX thread. */
public final class BackboneModel {
  /** Takes the choice. */
  public interface Use {
    /**
     * @param backbones one, or several to try
     * @param asPublished whether images shall be preprocessed as the published weights were
     *     evaluated
     */
    void backbones(List<String> backbones, boolean asPublished);
  }

  private final ObservableList<BackboneOffer> offers = FXCollections.observableArrayList();
  private final FilteredList<BackboneOffer> shown = new FilteredList<>(offers);
  private final ObservableList<BackboneOffer> chosen = FXCollections.observableArrayList();
  private final StringProperty filter = new SimpleStringProperty("");
  private final BooleanProperty asPublished = new SimpleBooleanProperty();
  private final Use use;

  /**
   * @param now the names that are chosen now
   * @param asPublished whether images are preprocessed as published now
   */
  public BackboneModel(
      List<BackboneOffer> offers, Collection<String> now, boolean asPublished, Use use) {
    this.use = use;
    this.offers.setAll(offers);
    this.asPublished.set(asPublished);
    chosen.setAll(offers.stream().filter(offer -> now.contains(offer.name())).toList());
    filter.addListener((all, old, typed) -> show(typed));
  }

  /** The first that fits is chosen where what was chosen does not, so that Enter takes it. */
  private void show(String typed) {
    List<BackboneOffer> before = List.copyOf(chosen);
    shown.setPredicate(offer -> offer.matches(typed));
    List<BackboneOffer> left = before.stream().filter(shown::contains).toList();
    choose(left.isEmpty() ? shown.stream().limit(1).toList() : left);
  }

  /** All, in the order of their families. */
  List<BackboneOffer> offers() {
    return offers;
  }

  /** Those that fit what was typed. */
  ObservableList<BackboneOffer> shown() {
    return shown;
  }

  /** One, or several to try; in the order in which they are offered. */
  ObservableList<BackboneOffer> chosen() {
    return chosen;
  }

  void choose(Collection<BackboneOffer> wanted) {
    List<BackboneOffer> now = offers.stream().filter(wanted::contains).toList();
    if (!now.isEmpty() && !now.equals(chosen)) {
      chosen.setAll(now);
    }
  }

  StringProperty filterProperty() {
    return filter;
  }

  BooleanProperty asPublishedProperty() {
    return asPublished;
  }

  /** What the button says. */
  String action() {
    return switch (chosen.size()) {
      case 0 -> "Use";
      case 1 -> "Use " + chosen.get(0).name();
      default -> "Try " + chosen.size() + " backbones";
    };
  }

  /** What choosing published preprocessing would mean. */
  String preprocessing() {
    return chosen.size() == 1
        ? inWords(chosen.get(0).weights().preprocessing())
        : "Each backbone takes its own image size and interpolation.";
  }

  private static String inWords(Preprocessing published) {
    boolean crops = published.resizeSize() > published.cropSize();
    String interpolation =
        published.interpolation() == Interpolation.BICUBIC ? "bicubic" : "bilinear";
    return crops
        ? Units.text(
            "Shortest side to %d px, %s, then the central %d px.",
            published.resizeSize(), interpolation, published.cropSize())
        : Units.text("Shortest side to %d px, %s.", published.cropSize(), interpolation);
  }

  /** Hands the choice over. */
  void use() {
    use.backbones(chosen.stream().map(BackboneOffer::name).toList(), asPublished.get());
  }
}
