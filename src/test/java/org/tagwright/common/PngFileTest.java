package org.tagwright.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PngFileTest {
  /** To its end: ImageIO's stack trace came from there. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsOneMessage() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writing.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).contains("No space left on device").hasLineCount(1);
    assertThat(process.waitFor()).isZero();
  }

  /** What the process runs. */
  static final class Writing {
    public static void main(String[] args) {
      try {
        PngFile.write(
            Path.of("/dev/full"), new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB));
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
