package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bilinear;
import static org.tagwright.model.layer.Weight.Role.PARAMETER;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.attention.Embedding;
import org.tagwright.model.attention.EncoderBlock;
import org.tagwright.model.attention.Tokens;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.LayerNorm;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;
import org.tagwright.model.layer.Weight;

/** Transformers over the patches of an image, Dosovitskiy et al. 2020. */
public final class VisionTransformer implements BackboneFamily {
  private static final double EPSILON = 1e-6;
  private static final int EVALUATION_SIZE = 224;

  @Override
  public String title() {
    return "ViT";
  }

  @Override
  public List<Backbone> members() {
    return List.of(
        new Backbone(
            "vit_b_16",
            86_567_656,
            17.564,
            List.of(
                new PublishedWeights(
                    "vit_b_16-c867db91.pth", "ImageNet V1", 346, 81.072, bilinear(256, 224))),
            at -> build(at, 16, 768, 12),
            16));
  }

  /**
   * The last block belongs to the readers of the maps: a linear head needs its class token only.
   */
  private static Network build(Scope at, int patch, int width, int blocks) {
    Weight classToken = embedding(at, "class_token", Fill.constant(0), 1, width);
    Fill patchFill = Fill.normal(Math.sqrt(1.0 / (3 * patch * patch)));
    Layer patches =
        Conv.of(3, width, patch).patches().bias().fill(patchFill).at(at.at("conv_proj"));
    Scope encoder = at.at("encoder");
    int side = EVALUATION_SIZE / patch;
    Weight positions =
        embedding(encoder, "pos_embedding", Fill.normal(0.02), 1 + side * side, width).ofPlaces();
    List<Layer> layers = new ArrayList<>();
    layers.add(new Embedding(patches, classToken, positions));
    for (int block = 0; block < blocks - 1; block++) {
      layers.add(block(encoder, block, width));
    }
    EncoderBlock last = block(encoder, blocks - 1, width);
    Layer norm = new LayerNorm(encoder.at("ln"), width, EPSILON);
    Layer ofClassToken = new Sequence(last.ofFirst(), norm, Tokens.only());
    Layer ofPatches = new Sequence(last, norm, Tokens.withoutFirst());
    return new Network(
        new Sequence(layers),
        width,
        new Network.Neck(width, root -> ofClassToken),
        ofPatches,
        "heads.head",
        0);
  }

  private static EncoderBlock block(Scope encoder, int number, int width) {
    return new EncoderBlock(encoder.at("layers.encoder_layer_" + number), width, EPSILON);
  }

  private static Weight embedding(Scope at, String name, Fill fill, int tokens, int width) {
    return at.weight(name, PARAMETER, fill, 1, tokens, width).withoutDecay();
  }
}
