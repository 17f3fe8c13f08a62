/**
 * From the bytes of a file to pixels: decoding, resampling, probing and perceptual hashing of
 * images. Uses {@code common} and {@code config} (the resize mode).
 */
package org.tagwright.image;
