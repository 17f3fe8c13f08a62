package org.tagwright.model.backbone;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Weight;

/**
 * A backbone without its head.
 *
 * @param maps from images N,3,H,W to the last feature maps N,C,h,w
 * @param channels C
 * @param neck what a linear head needs between the maps and itself, or {@code null}: pooling
 * @param head torchvision's path of the layer that the head replaces
 * @param headDropout share of the features that is dropped before a linear head in training
 */
public record Network(
    Layer maps, int channels, @Nullable Neck neck, String head, double headDropout) {
  /** Makes layers under the root of a model. */
  public interface Layers {
    Layer under(Scope root);
  }

  /**
   * Layers with weights of their own.
   *
   * @param features how many numbers an image they make
   */
  public record Neck(int features, Layers layers) {
    /** The names of their weights. */
    public List<String> names() {
      Scope alone = Scope.root();
      layers.under(alone);
      return alone.state().stream().map(Weight::name).toList();
    }
  }
}
