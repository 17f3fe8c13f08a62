package org.tagwright.data.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Which images a {@link PixelCache} holds: a header, then records of one length, appended; a later
 * one of the same name counts. A record that is cut or damaged ends the file.
 */
final class PixelCacheIndex implements AutoCloseable {
  private static final long MAGIC = 0x5457504958430001L; // "TWPIXC", version 1
  private static final int HEADER = 12;
  private static final int RECORD = 36;

  /**
   * @param name hash of the image's file name
   * @param size bytes of the image file
   * @param modifiedNanos time of the image file, nanoseconds since 1970
   * @param slot place of the pixels, in images
   * @param checksum CRC32C of the pixels
   */
  record Entry(long name, long size, long modifiedNanos, int slot, int checksum) {}

  private final FileChannel channel;
  private final int bytesPerImage;

  private PixelCacheIndex(FileChannel channel, int bytesPerImage) {
    this.channel = channel;
    this.bytesPerImage = bytesPerImage;
  }

  static PixelCacheIndex open(Path file, int bytesPerImage) throws IOException {
    return new PixelCacheIndex(
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
        bytesPerImage);
  }

  FileChannel channel() {
    return channel;
  }

  /** 64 bits of a file name: among a million names two are equal by a chance of 1 in 10^7. */
  static long hash(String name) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  /**
   * Every whole record.
   *
   * @param repair whether to begin anew where the header is another's, and to cut off a broken end
   */
  List<Entry> readAll(boolean repair) throws IOException {
    ByteBuffer all = ByteBuffer.allocate((int) Math.min(Integer.MAX_VALUE - 8, channel.size()));
    int read = 0;
    while (read >= 0 && all.hasRemaining()) {
      read = channel.read(all, all.position());
    }
    all.flip();
    List<Entry> entries = new ArrayList<>();
    boolean ours =
        all.remaining() >= HEADER && all.getLong() == MAGIC && all.getInt() == bytesPerImage;
    if (ours) {
      int good = HEADER;
      while (all.remaining() >= RECORD && checksum(all, good) == all.getInt(good + 32)) {
        entries.add(
            new Entry(all.getLong(), all.getLong(), all.getLong(), all.getInt(), all.getInt()));
        good += RECORD;
        all.position(good);
      }
      if (repair) {
        channel.truncate(good);
      }
    } else if (repair) {
      clear();
    }
    return entries;
  }

  void clear() throws IOException {
    channel.truncate(0);
    write(ByteBuffer.allocate(HEADER).putLong(MAGIC).putInt(bytesPerImage).flip());
  }

  synchronized void append(Entry entry) throws IOException {
    ByteBuffer record =
        ByteBuffer.allocate(RECORD)
            .putLong(entry.name)
            .putLong(entry.size)
            .putLong(entry.modifiedNanos)
            .putInt(entry.slot)
            .putInt(entry.checksum);
    record.putInt(checksum(record, 0)).flip();
    write(record);
  }

  private void write(ByteBuffer bytes) throws IOException {
    long end = channel.size();
    while (bytes.hasRemaining()) {
      channel.write(bytes, end + bytes.position());
    }
  }

  private static int checksum(ByteBuffer records, int at) {
    CRC32C crc = new CRC32C();
    crc.update(records.slice(at, RECORD - 4));
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
