/**
 * How well a checkpoint predicts a labelled folder: the report as text, HTML, JSON and CSV. Uses
 * {@code prediction}, {@code results} and everything below them.
 */
@NullMarked
package org.tagwright.evaluation;

import org.jspecify.annotations.NullMarked;
