package org.tagwright.model.backbone;

import static org.tagwright.config.backbone.Preprocessing.bilinear;
import static org.tagwright.model.layer.Activation.RELU;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.backbone.BackboneFamily;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.layer.Activated;
import org.tagwright.model.layer.Conv;
import org.tagwright.model.layer.Dropout;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Linear;
import org.tagwright.model.layer.Pool;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;

/** Very deep convolutional networks, Simonyan and Zisserman 2014, without batch norm. */
public final class Vgg implements BackboneFamily {
  /** Column D of table 1: channels of the convolutions; 0 stands for a pooling. */
  private static final int[] D = {
    64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0
  };

  private static final int CHANNELS = 512;
  private static final int WIDE = 4096;
  private static final int SIDE = 7;
  private static final double DROPOUT = 0.5;

  @Override
  public String title() {
    return "VGG";
  }

  @Override
  public List<Backbone> members() {
    return List.of(
        new Backbone(
            "vgg16",
            138_357_544,
            15.47,
            List.of(
                new PublishedWeights(
                    "vgg16-397923af.pth", "ImageNet V1", 553, 71.592, bilinear(256, 224))),
            Vgg::vgg16));
  }

  private static Network vgg16(Scope at) {
    List<Layer> layers = new ArrayList<>();
    int in = 3;
    int number = 0; // torchvision counts the ReLU
    for (int out : D) {
      if (out == 0) {
        layers.add(Pool.max(2, 2, 0));
        number++;
      } else {
        Scope here = at.at("features").at(number);
        layers.add(new Activated(Conv.of(in, out, 3).bias().at(here), RELU));
        in = out;
        number += 2;
      }
    }
    Network.Neck neck = new Network.Neck(WIDE, Vgg::wideLayers);
    return new Network(new Sequence(layers), CHANNELS, neck, "classifier.6", DROPOUT);
  }

  private static Layer wideLayers(Scope at) {
    Scope classifier = at.at("classifier");
    return new Sequence(
        Pool.adaptiveMean(SIDE),
        Pool.flatten(),
        linear(classifier.at(0), CHANNELS * SIDE * SIDE),
        RELU,
        Dropout.elements(DROPOUT),
        linear(classifier.at(3), WIDE),
        RELU);
  }

  private static Layer linear(Scope at, int in) {
    return new Linear(at, in, WIDE, Fill.normal(0.01), Fill.constant(0));
  }
}
