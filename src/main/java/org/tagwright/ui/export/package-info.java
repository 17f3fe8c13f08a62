/** The sheet that exports a checkpoint for other programs; opened from Results and the gallery. */
package org.tagwright.ui.export;
