/** Samples of a data set as cards: an image, its name and its labels. Uses what {@code ui} may. */
package org.tagwright.ui.data.sample;
