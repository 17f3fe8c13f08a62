/**
 * The data set: what is wrong with it, how often each class occurs, what it looks like; making demo
 * data and importing COCO's annotations. Models here know no scene graph.
 */
package org.tagwright.ui.data;
