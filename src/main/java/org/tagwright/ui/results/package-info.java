/**
 * Comparing checkpoints: the table over a folder of them, grouped, filtered, compared side by side.
 * What a row says comes from package {@code results}; this package shows it.
 */
package org.tagwright.ui.results;
