/**
 * PyTorch's files, read and written without Python: the zip format of {@code torch.save} and the
 * legacy format before it. Reading is safe by an allow-list ({@code torchfile.pickle}): a pickle
 * can make dicts, lists, numbers, strings, tensors and their storages, and whatever else {@code
 * torch.load(weights_only=True)} takes is only written down. Tensors are views of the mapped file.
 * {@code torchfile.zip} reads and writes the archive. May use the JDK.
 */
@NullMarked
package org.tagwright.torchfile;

import org.jspecify.annotations.NullMarked;
