package org.tagwright.data;

/**
 * What an import of labels made.
 *
 * @param written label files
 * @param withoutLabels empty ones among them
 * @param labels the classes; where they are not COCO's, they are in {@code classes.txt} beside the
 *     label files
 */
public record ImportResult(int written, int withoutLabels, LabelSet labels) {}
