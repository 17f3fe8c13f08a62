/**
 * PyTorch's files, read and written without Python: the zip format of {@code torch.save}, the
 * legacy format before it, and the metadata of our checkpoints. Reading is safe by an allow-list: a
 * pickle can make dicts, lists, numbers, strings, tensors and their storages, and nothing else.
 * Tensors are views of the mapped file. May use the JDK and the pickle library.
 */
package org.tagwright.torchfile;
