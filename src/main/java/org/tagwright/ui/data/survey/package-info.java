/**
 * What decoding every image of a data set tells: sizes, shapes and duplicates, and the button that
 * asks for it. Uses what {@code ui} may.
 */
package org.tagwright.ui.data.survey;
