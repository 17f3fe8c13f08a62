package org.tagwright.torchfile.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.torchfile.tensor.MalformedFileException;

class FileBytesTest {
  @TempDir Path folder;

  private byte[] file(Path path, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Files.write(path, content);
    return content;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 22, 16_384, 32_767, 32_769, 40_000, 49_152, 49_153, 100_000})
  void readsWhatTheFileHolds(int size) throws IOException {
    Path path = folder.resolve("file");
    byte[] content = file(path, size);
    try (FileChannel channel = FileChannel.open(path)) {
      FileBytes bytes = new FileBytes(channel);
      Random random = new Random(7);
      for (int i = 0; i < 2_000; i++) {
        int from = random.nextInt(size + 1);
        int length = random.nextInt(Math.min(size - from, i % 2 == 0 ? 100 : 60_000) + 1);
        ByteBuffer read = bytes.read(from, length);
        assertThat(read)
            .isEqualTo(ByteBuffer.wrap(Arrays.copyOfRange(content, from, from + length)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 40_000, 100_000})
  void refusesWhatLiesBeyond(int size) throws IOException {
    Path path = folder.resolve("file");
    file(path, size);
    try (FileChannel channel = FileChannel.open(path)) {
      FileBytes bytes = new FileBytes(channel);
      for (long from : new long[] {-1, size, size + 1L, Long.MAX_VALUE, Long.MIN_VALUE}) {
        assertThatThrownBy(() -> bytes.read(from, 1))
            .isInstanceOf(MalformedFileException.class)
            .hasMessage("it is cut off");
      }
    }
  }
}
