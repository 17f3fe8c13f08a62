/**
 * The zip container of {@code torch.save}: stored entries, aligned, zip64. Uses {@code
 * torchfile.tensor}.
 */
@NullMarked
package org.tagwright.torchfile.zip;

import org.jspecify.annotations.NullMarked;
