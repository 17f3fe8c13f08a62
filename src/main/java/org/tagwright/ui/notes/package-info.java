/** Notes, tags, stars and the archive of checkpoints and runs, as a person changes them. */
package org.tagwright.ui.notes;
