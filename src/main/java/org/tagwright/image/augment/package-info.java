/**
 * Random changes to training images, as torchvision's v2 transforms make them on PIL images. What
 * is drawn depends on the seed, the epoch and the sample only. Uses {@code image}, {@code config}
 * and {@code common}.
 */
@NullMarked
package org.tagwright.image.augment;

import org.jspecify.annotations.NullMarked;
