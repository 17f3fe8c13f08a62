/**
 * Multi-label metrics on plain {@code float[]} scores: F1s, average precision and the threshold
 * that makes a metric best. Uses the JDK only.
 */
@NullMarked
package org.tagwright.metric;

import org.jspecify.annotations.NullMarked;
