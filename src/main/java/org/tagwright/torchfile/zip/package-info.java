/**
 * The zip container of {@code torch.save}: stored entries, aligned, zip64. Uses {@code
 * torchfile.tensor}.
 */
package org.tagwright.torchfile.zip;
