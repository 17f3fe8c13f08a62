/** The commands of {@code tagwright bench}; {@link org.tagwright.bench} measures. */
package org.tagwright.cli.bench;
