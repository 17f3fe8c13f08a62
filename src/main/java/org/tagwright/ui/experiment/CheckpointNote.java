package org.tagwright.ui.experiment;

import java.nio.file.Path;

/**
 * Where a configuration's checkpoint goes and what is there already.
 *
 * @param file the path it will be written to
 * @param there what lies there now, in words
 */
public record CheckpointNote(Path file, String there) {}
