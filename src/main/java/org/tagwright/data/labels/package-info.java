/**
 * Changing the labels of a data set: edits of one or many images and of the class list, each
 * journalled in {@code labels-history.jsonl} beside the label folder before it is made, so that a
 * kill loses nothing and everything can be undone. Uses what {@code data} uses.
 */
@NullMarked
package org.tagwright.data.labels;

import org.jspecify.annotations.NullMarked;
