/**
 * Reading and writing the pickles inside a PyTorch file. Reading makes only what an allow-list
 * names. Uses {@code torchfile.tensor}.
 */
@NullMarked
package org.tagwright.torchfile.pickle;

import org.jspecify.annotations.NullMarked;
