/**
 * The backbones' pretrained weights, for callers that know no networks. Uses {@code model} and
 * everything below it.
 */
@NullMarked
package org.tagwright.weights;

import org.jspecify.annotations.NullMarked;
