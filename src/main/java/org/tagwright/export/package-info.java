/**
 * Models for other programs: a checkpoint as an ONNX file in a folder with what else is needed to
 * label images with it. Uses what {@code evaluation} uses, and writes the ONNX format itself.
 */
@NullMarked
package org.tagwright.export;

import org.jspecify.annotations.NullMarked;
