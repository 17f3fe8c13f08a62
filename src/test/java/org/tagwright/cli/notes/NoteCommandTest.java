package org.tagwright.cli.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.Notes;
import org.tagwright.common.TagwrightException;

class NoteCommandTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "weights");
  }

  private static void star(Path checkpoint) {
    NoteCommand command = new NoteCommand();
    command.targets = List.of(checkpoint);
    command.star = true;
    command.call();
  }

  @Test
  void theCopyOfTheBestIsRefusedSinceAnotherModelTakesItsPlace() throws IOException {
    Path copy = file("best_model.pt");
    Path itself = file("resnet18/a.pt");
    assertThatThrownBy(() -> star(copy))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("Name the checkpoint itself");
    assertThat(Notes.fileOf(copy)).doesNotExist();
    star(itself);
    assertThat(Notes.read(itself).starred()).isTrue();
  }

  @Test
  void aCheckpointOfThatNameThatIsNoCopyIsNoted() throws IOException {
    Path only = file("best_model.pt");
    star(only);
    assertThat(Notes.read(only).starred()).isTrue();
  }
}
