/**
 * Everything between files on a disk and batches of pixels: class names, the index of a data set
 * and its check, the train/validation split, image decoding, the batch pipeline, the demo data and
 * imports. Plain Java types only, no tensors. May use the JDK, {@code config} and the JSON library.
 */
package org.tagwright.data;
