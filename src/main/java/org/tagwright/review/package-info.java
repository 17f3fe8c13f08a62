/**
 * Predicted scores beside the true labels: thresholds, what is right, wrong and missed at them,
 * filters and orders. Plain Java; the gallery shows it. Uses {@code prediction} and everything
 * below it.
 */
@NullMarked
package org.tagwright.review;

import org.jspecify.annotations.NullMarked;
