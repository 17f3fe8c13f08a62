/** The terminal's commands for clusters and for what waits its turn. */
package org.tagwright.cli.cluster;
