/**
 * The values of a PyTorch file: tensors, their storages and element types, tuples and ordered
 * dicts.
 */
@NullMarked
package org.tagwright.torchfile.tensor;

import org.jspecify.annotations.NullMarked;
