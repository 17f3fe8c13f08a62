package org.tagwright.run.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunFolder;
import org.tagwright.run.SampleEvents;

@Timeout(60)
class TensorBoardFollowerTest {
  @TempDir Path temp;
  private RunFolder folder;
  private final SampleEvents events = new SampleEvents();

  @BeforeEach
  void makeRun() {
    folder =
        RunFolder.create(
            ConfigJson.with(ExperimentConfig.defaults(), "output.runs", temp.toString()));
  }

  /**
   * The bytes were read with TensorBoard's own reader ({@code EventAccumulator}), which gave
   * version 2, the scalar and the text.
   */
  @Test
  void recordsAreTheGoldenBytes() throws Exception {
    Path file = temp.resolve("events");
    Instant time = Instant.parse("2026-01-02T03:04:05.5Z");
    try (EventFile out = EventFile.create(file, time)) {
      out.scalar(time, 300, "loss/train", 0.25);
      out.text(time, 0, "configuration", "| a | b |");
    }
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
        .isEqualTo(
            Files.readString(Path.of("src/test/resources/run/tensorboard.hex"))
                .replaceAll("\\s", ""));
  }

  /** {@code step tag value} of every scalar, and the tags of texts, with all checksums checked. */
  private List<String> points() throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder.tensorBoard())) {
      files = list.toList();
    }
    assertThat(files).hasSize(1);
    assertThat(files.get(0).getFileName().toString()).startsWith("events.out.tfevents.");
    List<String> points = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(files.get(0)));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      byte[] header = new byte[8];
      bytes.get(header);
      assertThat(bytes.getInt()).isEqualTo(maskedCrc(header));
      byte[] data =
          new byte[(int) ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      bytes.get(data);
      assertThat(bytes.getInt()).isEqualTo(maskedCrc(data));
      points.add(point(data));
    }
    assertThat(points.get(0)).isEqualTo("brain.Event:2");
    return points.subList(1, points.size());
  }

  private static int maskedCrc(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    long value = crc.getValue();
    return (int) (((value >>> 15 | value << 17) & 0xFFFFFFFFL) + 0xa282ead8L);
  }

  /** Reads just enough of the message. */
  private static String point(byte[] data) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    long step = -1;
    while (in.hasRemaining()) {
      int key = (int) varint(in);
      switch (key) {
        case 1 << 3 | 1 -> in.getLong();
        case 2 << 3 -> step = varint(in);
        case 3 << 3 | 2 -> {
          return text(in);
        }
        case 5 << 3 | 2 -> {
          varint(in);
          in.get();
          varint(in);
          in.get();
          String tag = text(in);
          return in.get() == (2 << 3 | 5) ? step + " " + tag + " " + in.getFloat() : tag;
        }
        default -> throw new IOException("field key " + key);
      }
    }
    throw new IOException("no value");
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static String text(ByteBuffer in) {
    byte[] text = new byte[(int) varint(in)];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private List<String> batchLosses() throws IOException {
    return points().stream().filter(point -> point.contains("batch/loss")).toList();
  }

  @Test
  void everyNumberOfAnEpochIsAPoint() throws Exception {
    events.started(2).steps(1, 2, 0.75, 0.5).epoch(1, 0.5).plainEpoch(2).writeTo(folder);
    TensorBoardFollower.write(folder);
    assertThat(points())
        .containsExactly(
            "configuration",
            "1 batch/loss 0.75",
            "2 batch/loss 0.5",
            "1 loss/train 0.5",
            "1 loss/validation 0.6",
            "1 validation/weighted_f1 0.5",
            "1 validation/map 0.25",
            "1 validation/threshold 0.45",
            "1 learning_rate/backbone 1.0E-5",
            "1 learning_rate/head 1.0E-4",
            "1 speed/images_per_second 50.0",
            "1 speed/waiting_share 0.01",
            "1 speed/memory_gigabytes 0.001048576",
            "2 loss/train 0.5",
            "2 learning_rate/backbone 1.0E-5",
            "2 learning_rate/head 1.0E-4",
            "2 speed/images_per_second 50.0",
            "2 speed/waiting_share 0.01",
            "2 speed/memory_gigabytes 0.001048576");
  }

  @Test
  void stepsCountOverEpochsOfDifferentLength() throws Exception {
    events.started(3).steps(1, 2, 1, 2).epoch(1, 0.1).steps(2, 4, 3, 4, 5, 6).epoch(2, 0.1);
    events.steps(3, 4, 7).writeTo(folder);
    TensorBoardFollower.write(folder);
    assertThat(batchLosses())
        .containsExactly(
            "1 batch/loss 1.0",
            "2 batch/loss 2.0",
            "3 batch/loss 3.0",
            "4 batch/loss 4.0",
            "5 batch/loss 5.0",
            "6 batch/loss 6.0",
            "7 batch/loss 7.0");
  }

  @Test
  void whatAResumeMadeVoidIsLeftOut() throws Exception {
    events.started(3).steps(1, 2, 1, 2).epoch(1, 0.1).steps(2, 2, 30, 40).epoch(2, 0.9);
    events.steps(3, 2, 50).resumed(1, 1, 3).step(2, 2, 2, 4).epoch(2, 0.2).writeTo(folder);
    TensorBoardFollower.write(folder);
    assertThat(batchLosses())
        .containsExactly(
            "1 batch/loss 1.0", "2 batch/loss 2.0", "3 batch/loss 30.0", "4 batch/loss 4.0");
    assertThat(points())
        .filteredOn(point -> point.contains("weighted_f1"))
        .containsExactly("1 validation/weighted_f1 0.1", "2 validation/weighted_f1 0.2");
  }

  @Test
  void followerWritesWhatComesAndBeginsAnewAtAResume() throws Exception {
    TensorBoardFollower first = TensorBoardFollower.follow(folder);
    events.started(3).steps(1, 2, 1, 2).epoch(1, 0.1).steps(2, 2, 3).writeTo(folder);
    first.close();
    assertThat(batchLosses()).hasSize(3);
    TensorBoardFollower second = TensorBoardFollower.follow(folder);
    Thread.sleep(1200);
    events.resumed(1, 0, 3).steps(2, 2, 33, 4).writeTo(folder);
    second.close();
    assertThat(batchLosses())
        .containsExactly(
            "1 batch/loss 1.0", "2 batch/loss 2.0", "3 batch/loss 33.0", "4 batch/loss 4.0");
  }

  @Test
  void runWithoutEventsLeavesNoFile() {
    TensorBoardFollower.write(folder);
    assertThat(folder.tensorBoard()).doesNotExist();
  }
}
