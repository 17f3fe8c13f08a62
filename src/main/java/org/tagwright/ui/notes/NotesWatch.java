package org.tagwright.ui.notes;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.checkpoint.Notes;
import org.tagwright.common.TagwrightException;

/** The notes of runs. Looked at again and again it reads only what has changed. For one thread. */
public final class NotesWatch {
  private record Known(long modified, long bytes, Notes notes) {}

  private Map<Path, Known> known = Map.of();

  /** The notes by folder, of those runs that have some. */
  public Map<Path, Notes> look(List<Path> runs) {
    Map<Path, Known> now = new HashMap<>();
    Map<Path, Notes> notes = new HashMap<>();
    for (Path folder : runs) {
      File file = Notes.fileOf(folder).toFile();
      long modified = file.lastModified(); // 0 where there is none
      if (modified != 0) {
        Known before = known.get(folder);
        boolean same =
            before != null && before.modified == modified && before.bytes == file.length();
        Known read = same ? before : new Known(modified, file.length(), read(folder));
        now.put(folder, read);
        notes.put(folder, read.notes);
      }
    }
    known = now;
    return notes;
  }

  /** What cannot be read is told in its place. */
  private static Notes read(Path folder) {
    try {
      return Notes.read(folder);
    } catch (TagwrightException e) {
      return new Notes(e.getMessage(), List.of(), false, false);
    }
  }
}
