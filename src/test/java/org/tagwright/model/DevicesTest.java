package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;

class DevicesTest {
  @TempDir Path temp;

  /** A process of its own: PyTorch is loaded once. */
  @Test
  void whereDjlCannotUnpackPyTorchTheMessageSaysWhereAndWhatToDo() throws Exception {
    Path cache = Files.writeString(temp.resolve("cache"), "a file");
    ProcessBuilder loading =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Loading.class.getName())
            .redirectErrorStream(true);
    loading.environment().put("DJL_CACHE_DIR", cache.toString());
    Process process = loading.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said)
        .contains("PyTorch could not be loaded: " + cache)
        .contains("set DJL_CACHE_DIR to another folder");
    assertThat(process.waitFor()).isZero();
  }

  /** What the process runs. */
  static final class Loading {
    public static void main(String[] args) {
      try {
        Devices.resolve("cpu");
      } catch (TagwrightException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
