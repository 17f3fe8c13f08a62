/**
 * Writing a data set's labels in the forms of other tools: COCO, CSV and YOLO. What is written is
 * read as the same labels by {@code data.imports}. Uses what {@code data} uses.
 */
@NullMarked
package org.tagwright.data.exports;

import org.jspecify.annotations.NullMarked;
