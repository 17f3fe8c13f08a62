/**
 * Looking at predictions: thumbnails with labels, thresholds that relabel at once, right, wrong and
 * missed told apart. Models here know no scene graph; scores come from {@code prediction} as a file
 * that grows while the prediction runs.
 */
package org.tagwright.ui.gallery;
