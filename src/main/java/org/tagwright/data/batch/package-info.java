/**
 * Batches of pixels and targets: decoding ahead on several threads, and the cache of decoded
 * pixels. Uses what {@code data} uses.
 */
@NullMarked
package org.tagwright.data.batch;

import org.jspecify.annotations.NullMarked;
