/**
 * Reading and writing the pickles inside a PyTorch file. Reading makes only what an allow-list
 * names. Uses {@code torchfile.tensor}.
 */
package org.tagwright.torchfile.pickle;
