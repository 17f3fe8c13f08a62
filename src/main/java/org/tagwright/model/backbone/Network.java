package org.tagwright.model.backbone;

import org.tagwright.model.layer.Layer;

/**
 * A backbone without its head.
 *
 * @param maps from images N,3,H,W to the last feature maps N,C,h,w
 * @param neck from the feature maps to {@code features} numbers an image
 * @param features how many numbers the head is given
 * @param head torchvision's path of the layer that the head replaces
 * @param headDropout share of the features that is dropped before the head in training
 */
public record Network(Layer maps, Layer neck, int features, String head, double headDropout) {}
