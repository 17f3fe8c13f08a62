/**
 * The values of a PyTorch file: tensors, their storages and element types, tuples and ordered
 * dicts.
 */
package org.tagwright.torchfile.tensor;
