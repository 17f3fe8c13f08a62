package org.tagwright.torchfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.OrderedDict;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;
import org.tagwright.torchfile.zip.FileBytes;
import org.tagwright.torchfile.zip.ZipDirectory;

class TorchWriterTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("ints", List.of(0L, -1L, 300L, 1L << 31, Long.MIN_VALUE));
    root.put("big", BigInteger.TEN.pow(30));
    root.put("floats", List.of(0.1, Double.NEGATIVE_INFINITY));
    root.put("tuple", TorchTuple.of(1L, "a", null, TorchTuple.of()));
    root.put("dict", new LinkedHashMap<>(Map.of(5L, true)));
    root.put("ordered", new OrderedDict(Map.of("x", List.of())));
    root.put("text", "häß 図 😀");
    root.put("none", null);
    Path file = folder.resolve("new/folder/plain.pt");

    TorchWriter.write(file, root);

    assertThat(TorchFile.open(file)).isEqualTo(root);
    assertThat(((Map<?, ?>) TorchFile.open(file)).get("ordered")).isInstanceOf(OrderedDict.class);
  }

  @Test
  void tensorsComeBackWithTypeShapeAndElements() {
    ByteBuffer halves = ByteBuffer.allocateDirect(4);
    Path file = folder.resolve("tensors.pt");
    TorchTensor matrix = TorchTensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    TorchTensor transposed = new TorchTensor(matrix.storage(), 0, new long[] {3, 2}, longs(1, 3));

    TorchWriter.write(
        file,
        Map.of(
            "matrix", matrix,
            "transposed", transposed,
            "scalar", TorchTensor.of(new long[] {7}),
            "empty", TorchTensor.of(new float[0], 0, 4),
            "bf16", TorchTensor.of(ElementType.BFLOAT16, halves, 2)));
    Map<?, ?> read = (Map<?, ?>) TorchFile.open(file);

    assertThat(TorchFileTest.tensor(read, "matrix").floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(TorchFileTest.tensor(read, "transposed").floats()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(TorchFileTest.tensor(read, "transposed").storage())
        .isSameAs(TorchFileTest.tensor(read, "matrix").storage());
    assertThat(TorchFileTest.tensor(read, "scalar").longs()).containsExactly(7);
    assertThat(TorchFileTest.tensor(read, "empty").shape()).containsExactly(0, 4);
    assertThat(TorchFileTest.tensor(read, "bf16").type()).isEqualTo(ElementType.BFLOAT16);
  }

  @Test
  void entriesAreThoseOfTorchSaveEachAtAMultipleOf64() throws IOException {
    Path file = folder.resolve("aligned.pt");
    TorchWriter.write(
        file,
        Map.of("a", TorchTensor.of(new float[] {1, 2, 3}, 3), "b", TorchTensor.of(new long[] {4})));

    List<String> names = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      ZipDirectory directory = ZipDirectory.read(new FileBytes(channel));
      for (ZipDirectory.Entry entry : directory.entries().values()) {
        names.add(entry.name());
        assertThat(directory.dataPosition(entry) % 64).as(entry.name()).isZero();
      }
    }
    assertThat(names)
        .containsExactly(
            "archive/data.pkl",
            "archive/.format_version",
            "archive/.storage_alignment",
            "archive/byteorder",
            "archive/data/0",
            "archive/data/1",
            "archive/version",
            "archive/.data/serialization_id");
  }

  @Test
  void anyZipReaderFindsChecksumsRight() throws IOException {
    Path file = folder.resolve("checked.pt");
    TorchWriter.write(file, Map.of("a", TorchTensor.of(new float[] {1, 2, 3}, 3)));

    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        // Reading to the end throws if the checksum is wrong.
        assertThat(zip.getInputStream(entry).readAllBytes()).hasSize((int) entry.getSize());
      }
      assertThat(zip.size()).isEqualTo(7);
    }
  }

  @Test
  void sameContentMakesTheSameFile() throws IOException {
    Path first = folder.resolve("first.pt");
    Path second = folder.resolve("second.pt");
    for (Path file : List.of(first, second)) {
      TorchWriter.write(file, Map.of("a", TorchTensor.of(new float[] {1, 2, 3}, 3)));
    }
    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void failureInMidWritingLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("best.pt");
    TorchWriter.write(file, Map.of("epoch", 1L));
    int[] calls = {0};
    TorchTensor failing =
        TorchTensor.supplied(
            ElementType.UINT8,
            () -> {
              // The first call is for the checksum, the second while the file is written.
              if (++calls[0] == 1) {
                throw new IllegalStateException("the device is lost");
              }
              return ByteBuffer.allocate(3);
            },
            3);

    assertThatThrownBy(() -> TorchWriter.write(file, Map.of("epoch", 2L, "w", failing)))
        .hasMessage("the device is lost");

    assertThat(TorchFile.open(file)).isEqualTo(Map.of("epoch", 1L));
    assertThat(filesIn(folder)).containsExactly("best.pt");
  }

  @Test
  void whatAKilledWriterLeftBehindIsRemovedLater() throws IOException {
    Path abandoned = Files.writeString(folder.resolve(".best.pt.1234.tmp"), "half");
    Path inWork = Files.writeString(folder.resolve(".best.pt.5678.tmp"), "half");
    Instant longAgo = Instant.now().minus(Duration.ofHours(2));
    Files.setLastModifiedTime(abandoned, FileTime.from(longAgo));

    TorchWriter.write(folder.resolve("best.pt"), Map.of());

    assertThat(filesIn(folder)).containsExactly(inWork.getFileName().toString(), "best.pt");
  }

  @Test
  void unwritablePlaceIsNamed() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("occupied"), "");

    assertThatThrownBy(() -> TorchWriter.write(notAFolder.resolve("a.pt"), Map.of()))
        .isInstanceOfSatisfying(
            TagwrightException.class,
            e -> assertThat(e.kind()).isEqualTo(TagwrightException.Kind.FAILURE))
        .hasMessageContaining("occupied");
  }

  @Test
  void valuesThatPythonWouldNotKnowAreRefused() {
    assertThatThrownBy(() -> TorchWriter.write(folder.resolve("a.pt"), Map.of("x", Path.of("a"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long[] longs(long... values) {
    return values;
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      String[] names = files.map(f -> f.getFileName().toString()).toArray(String[]::new);
      Arrays.sort(names);
      return List.of(names);
    }
  }
}
