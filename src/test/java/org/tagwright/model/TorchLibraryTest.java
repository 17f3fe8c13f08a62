package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.model.TorchLibrary.Source;

/** A folder that the person names for PyTorch's libraries is used or refused, never passed over. */
class TorchLibraryTest {
  @TempDir Path python;

  @AfterEach
  void forget() {
    System.clearProperty("PYTORCH_LIBRARY_PATH");
    System.clearProperty("PYTORCH_VERSION");
    System.clearProperty("PYTORCH_FLAVOR");
  }

  @Test
  void withoutOneTheProgramsOwnAreUsed() {
    assertThat(TorchLibrary.expected()).isEqualTo(Source.PROGRAM);
    assertThat(TorchLibrary.loaded().cuda()).isFalse();
  }

  @Test
  void djlIsToldWhichOfItsLibrariesFits() throws IOException {
    choose("2.7.1+cu128", "torch_cpu", "torch_cuda");
    TorchLibrary.prepareChosen();
    assertThat(TorchLibrary.expected()).isEqualTo(Source.LIBRARY_PATH);
    assertThat(System.getProperty("PYTORCH_VERSION")).isEqualTo("2.7.1");
    assertThat(System.getProperty("PYTORCH_FLAVOR")).isEqualTo("cu128");
  }

  @Test
  void librariesForTheCpuTakeItsOwn() throws IOException {
    choose("2.7.1+cpu", "torch_cpu");
    TorchLibrary.prepareChosen();
    assertThat(System.getProperty("PYTORCH_FLAVOR")).isEqualTo("cpu");
  }

  @Test
  void anotherVersionIsRefusedBeforeItEndsTheProcess() throws IOException {
    Path folder = choose("2.13.0+cu130", "torch_cpu", "torch_cuda");
    assertThatThrownBy(TorchLibrary::prepareChosen)
        .isInstanceOf(TagwrightException.class)
        .hasMessageContainingAll(folder.toString(), "PyTorch 2.13.0", "Only 2.7.1 fits");
  }

  @Test
  void aFolderWithoutPyTorchIsRefused() throws IOException {
    Path folder = choose("2.7.1");
    assertThatThrownBy(TorchLibrary::prepareChosen)
        .isInstanceOf(TagwrightException.class)
        .hasMessageContainingAll(folder.toString(), "does not hold");
  }

  private Path choose(String version, String... libraries) throws IOException {
    Files.writeString(python.resolve("version.py"), "__version__ = '" + version + "'\n");
    Path folder = Files.createDirectory(python.resolve("lib"));
    for (String library : libraries) {
      Files.createFile(folder.resolve(System.mapLibraryName(library)));
    }
    System.setProperty("PYTORCH_LIBRARY_PATH", folder.toString());
    return folder;
  }
}
