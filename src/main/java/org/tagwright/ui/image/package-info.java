/**
 * Widgets that show images: thumbnails and their cache, cards, the zoomable image. Used by the data
 * view and the gallery.
 */
package org.tagwright.ui.image;
