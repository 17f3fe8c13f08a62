/**
 * The backbones' pretrained weights, for callers that know no networks. Uses {@code model} and
 * everything below it.
 */
package org.tagwright.weights;
