package org.tagwright.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.doctor.NvidiaDriver.Card;

/** NVIDIA's tool is asked; that there is none is an answer too. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tool's double is a shell script")
class NvidiaDriverTest {
  @TempDir Path folder;

  @Test
  void theToolNamesDriverAndCards() throws IOException {
    Path tool =
        tool(
            """
            case "$1" in
              --query-gpu=*) echo '570.86.10, 143771, NVIDIA H200'; echo '570.86.10, 81559, NVIDIA A100, 80GB';;
              *) echo '| NVIDIA-SMI 570.86.10   Driver Version: 570.86.10   CUDA Version: 12.8  |';;
            esac
            """);
    assertThat(NvidiaDriver.find(folder, tool.toString()))
        .contains(
            new NvidiaDriver(
                "570.86.10",
                "12.8",
                java.util.List.of(
                    new Card("NVIDIA H200", 143771), new Card("NVIDIA A100, 80GB", 81559)),
                null));
  }

  @Test
  void aToolThatFailsIsQuoted() throws IOException {
    Path tool = tool("echo 'Failed to initialize NVML: Driver/library version mismatch'; exit 18");
    assertThat(NvidiaDriver.find(folder, tool.toString()).orElseThrow().problem())
        .isEqualTo("Failed to initialize NVML: Driver/library version mismatch");
  }

  @Test
  void withoutToolTheLoadedDriverTells() throws IOException {
    String none = folder.resolve("no-such-tool").toString();
    assertThat(NvidiaDriver.find(folder, none)).isEmpty();
    Files.createDirectories(folder.resolve("dev"));
    Files.createFile(folder.resolve("dev/nvidiactl"));
    assertThat(NvidiaDriver.find(folder, none).orElseThrow().problem()).contains("not installed");
  }

  @Test
  void aCardIsFoundAmongTheDevices() throws IOException {
    assertThat(NvidiaDriver.isCardIn(folder)).isFalse();
    device("0000:00:01.0", "0x8086", "0x030000");
    device("0000:00:02.0", "0x10de", "0x040300"); // the card's sound
    assertThat(NvidiaDriver.isCardIn(folder)).isFalse();
    device("0000:00:03.0", "0x10de", "0x030200");
    assertThat(NvidiaDriver.isCardIn(folder)).isTrue();
  }

  private void device(String address, String vendor, String kind) throws IOException {
    Path device = Files.createDirectories(folder.resolve("sys/bus/pci/devices/" + address));
    Files.writeString(device.resolve("vendor"), vendor + "\n");
    Files.writeString(device.resolve("class"), kind + "\n");
  }

  private Path tool(String script) throws IOException {
    Path tool = Files.writeString(folder.resolve("smi"), "#!/bin/sh\n" + script);
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    return tool;
  }
}
