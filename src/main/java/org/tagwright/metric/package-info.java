/**
 * Multi-label metrics on plain {@code float[]} scores: F1s, average precision and the threshold
 * that makes a metric best. Uses the JDK only.
 */
package org.tagwright.metric;
