/** Slurm clusters in the window: which there are, whether they work, and where a run shall go. */
package org.tagwright.ui.cluster;
