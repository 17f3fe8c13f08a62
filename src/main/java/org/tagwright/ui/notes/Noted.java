package org.tagwright.ui.notes;

import java.nio.file.Path;

/**
 * A checkpoint or a run of which something can be noted.
 *
 * @param file the checkpoint, or the folder of the run
 * @param name what the person knows it by
 */
public record Noted(Path file, String name, boolean starred, boolean archived) {}
