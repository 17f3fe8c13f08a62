/**
 * Bringing other tools' annotations into the data set's layout: COCO, CSV and YOLO. An import is
 * staged in a folder of its own and swapped in whole. Uses what {@code data} uses.
 */
package org.tagwright.data.imports;
