package org.tagwright.run.tensorboard;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * One event file: TFRecords of {@code tensorflow.Event} messages. The numbers are the field numbers
 * of TensorFlow's {@code event.proto}, {@code summary.proto} and {@code tensor.proto}.
 */
final class EventFile implements AutoCloseable {
  private static final int CRC_MASK_DELTA = 0xa282ead8;
  private static final int DT_STRING = 7;

  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /** Makes the file and writes the version record that readers look for first. */
  static EventFile create(Path file, Instant time) throws IOException {
    EventFile events =
        new EventFile(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    events.record(event(time, 0).text(3, "brain.Event:2"));
    return events;
  }

  /** Adds a point. TensorBoard keeps 32 bits of it. */
  void scalar(Instant time, long step, String tag, double value) throws IOException {
    summary(time, step, new ProtoMessage().text(1, tag).float32(2, (float) value));
  }

  /** Adds a text, shown as Markdown. */
  void text(Instant time, long step, String tag, String markdown) throws IOException {
    ProtoMessage oneElement = new ProtoMessage().message(2, new ProtoMessage().integer(1, 1));
    ProtoMessage tensor =
        new ProtoMessage().integer(1, DT_STRING).message(2, oneElement).text(8, markdown);
    ProtoMessage plugin = new ProtoMessage().message(1, new ProtoMessage().text(1, "text"));
    summary(time, step, new ProtoMessage().text(1, tag).message(8, tensor).message(9, plugin));
  }

  private void summary(Instant time, long step, ProtoMessage value) throws IOException {
    record(event(time, step).message(5, new ProtoMessage().message(1, value)));
  }

  private static ProtoMessage event(Instant time, long step) {
    double seconds = time.getEpochSecond() + time.getNano() / 1e9;
    return new ProtoMessage().float64(1, seconds).integer(2, step);
  }

  private void record(ProtoMessage message) throws IOException {
    byte[] data = message.toBytes();
    ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(data.length);
    header.putInt(maskedCrc(header.array(), Long.BYTES));
    out.write(header.array());
    out.write(data);
    ByteBuffer footer = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    out.write(footer.putInt(maskedCrc(data, data.length)).array());
  }

  /** A CRC over data that contain CRCs is weak, so TensorFlow turns and shifts it. */
  private static int maskedCrc(byte[] data, int length) {
    CRC32C crc = new CRC32C();
    crc.update(data, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK_DELTA;
  }

  /** Lets readers see what was added. */
  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
