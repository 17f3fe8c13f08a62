package org.tagwright.config.backbone;

/** How pixels between pixels are made when an image is resized; both widen with the reduction. */
public enum Interpolation {
  BILINEAR,
  /** PIL's and torchvision's, with a = −0.5. */
  BICUBIC
}
