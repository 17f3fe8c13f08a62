/**
 * Pretrained weights: the folder that they are kept in, their download and import. Uses {@code
 * model} and everything below it.
 */
@NullMarked
package org.tagwright.weights;

import org.jspecify.annotations.NullMarked;
