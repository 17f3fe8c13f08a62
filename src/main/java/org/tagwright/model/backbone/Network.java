package org.tagwright.model.backbone;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Pool;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Weight;

/**
 * A backbone without its head.
 *
 * @param maps from images N,3,H,W to the last feature maps N,C,h,w, or to tokens N × (1 + h · w) ×
 *     C of which the first belongs to no place: in them a class map is looked for
 * @param channels C
 * @param neck what a linear head needs between the maps and itself, or {@code null}: pooling
 * @param places from the maps to one row of channels per place, N × h · w × C, as heads with
 *     attention read them
 * @param head torchvision's path of the layer that the head replaces
 * @param headDropout share of the features that is dropped before a linear head in training
 */
public record Network(
    Layer maps, int channels, @Nullable Neck neck, Layer places, String head, double headDropout) {

  /** Of a network whose heads with attention read the maps as they are. */
  public Network(Layer maps, int channels, @Nullable Neck neck, String head, double headDropout) {
    this(maps, channels, neck, Pool.tokens(), head, headDropout);
  }

  /** Makes layers under the root of a model. */
  public interface Layers {
    Layer under(Scope root);
  }

  /**
   * Layers with weights of their own.
   *
   * @param features how many numbers per image they make
   * @param pooled whether they go from N × C to N × C, after a pooling of any kind; else they go
   *     from the maps to the features
   */
  public record Neck(int features, boolean pooled, Layers layers) {
    public Neck(int features, Layers layers) {
      this(features, false, layers);
    }

    /** The names of their weights. */
    public List<String> names() {
      Scope alone = Scope.root();
      layers.under(alone);
      return alone.state().stream().map(Weight::name).toList();
    }
  }
}
