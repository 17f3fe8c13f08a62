/**
 * The vocabulary in which the backbones are written: convolution, batch norm, linear, pooling,
 * sequence.
 *
 * <p>Two habits hold throughout. Arrays of images are N,C,H,W by shape and N,H,W,C in memory
 * ("channels last"), which is what the CPU's and the GPU's kernels like best. And a layer closes
 * every array that it makes on the way, never its argument and never its result, so that native
 * memory is held only as long as Python's reference counts would hold it; what the backward pass
 * needs is kept alive by PyTorch itself.
 */
package org.tagwright.model.layer;
