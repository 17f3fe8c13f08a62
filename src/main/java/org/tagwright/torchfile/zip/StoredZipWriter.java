package org.tagwright.torchfile.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.tagwright.common.Units;

/**
 * Writes a zip of stored entries, each beginning at a multiple of 64 bytes, as PyTorch pads them,
 * so that tensors can be mapped. Streams: an entry's bytes are read twice (checksum, writing) and
 * never copied as a whole. Becomes zip64 where places need more than 32 bits.
 */
public final class StoredZipWriter {
  public static final int ALIGNMENT = 64;

  private static final int LOCAL_BYTES = 30;
  private static final int EXTRA_HEADER_BYTES = 4;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final long LARGEST_32 = 0xFFFFFFFFL;
  private static final int VERSION_ZIP64 = 45;

  /** Names are UTF-8. */
  private static final short FLAG_UTF8 = 1 << 11;

  /** 1 January 1980: the same content makes the same file. */
  private static final short NO_DATE = 1 << 5 | 1;

  /** PyTorch's name for the padding field. */
  private static final short PADDING_ID = 'F' | 'B' << 8;

  private final FileChannel file;
  private final ByteArrayOutputStream central = new ByteArrayOutputStream();
  private final CRC32 allContents = new CRC32();
  private final CRC32 allNames = new CRC32();
  private long position;
  private int count;

  public StoredZipWriter(FileChannel file) {
    this(file, 0);
  }

  /** Begins where the channel stands: {@code position} bytes from the file's beginning. */
  public StoredZipWriter(FileChannel file, long position) {
    this.file = file;
    this.position = position;
  }

  public void entry(String name, byte[] content) throws IOException {
    entry(name, ByteBuffer.wrap(content));
  }

  public void entry(String name, ByteBuffer content) throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(content.duplicate());
    int checksum = (int) crc.getValue();
    allNames.update(nameBytes);
    allContents.update(checksum >>> 24);
    allContents.update(checksum >>> 16);
    allContents.update(checksum >>> 8);
    allContents.update(checksum);

    long start = position;
    long unpadded = start + LOCAL_BYTES + nameBytes.length + EXTRA_HEADER_BYTES;
    int padding = (int) (-unpadded & ALIGNMENT - 1);
    ByteBuffer local = littleEndian((int) (unpadded - start) + padding);
    local.putInt(0x04034b50);
    putCommon(local, checksum, content.remaining(), nameBytes.length);
    local.putShort((short) (EXTRA_HEADER_BYTES + padding));
    local.put(nameBytes);
    local.putShort(PADDING_ID).putShort((short) padding);
    byte[] fill = new byte[padding];
    Arrays.fill(fill, (byte) 'Z');
    write(local.put(fill).flip());
    write(content.duplicate());
    addCentral(nameBytes, checksum, content.remaining(), start);
    count++;
  }

  private static void putCommon(ByteBuffer header, int checksum, int size, int nameLength) {
    header.putShort((short) VERSION_ZIP64).putShort(FLAG_UTF8);
    header.putShort((short) 0).putShort((short) 0).putShort(NO_DATE);
    header.putInt(checksum).putInt(size).putInt(size).putShort((short) nameLength);
  }

  private void addCentral(byte[] name, int checksum, int size, long start) {
    boolean far = start >= LARGEST_32;
    int extra = far ? 12 : 0;
    byte[] bytes = new byte[46 + name.length + extra];
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0x02014b50).putShort((short) VERSION_ZIP64);
    putCommon(header, checksum, size, name.length);
    header.putShort((short) extra).putShort((short) 0);
    header.putShort((short) 0).putShort((short) 0).putInt(0);
    header.putInt((int) Math.min(start, LARGEST_32)).put(name);
    if (far) {
      header.putShort((short) 1).putShort((short) 8).putLong(start);
    }
    central.writeBytes(bytes);
  }

  /** 40 digits that name the content, as PyTorch has them; from the names and bytes alone. */
  public String serializationId() {
    return Units.text("%020d%020d", allNames.getValue(), allContents.getValue());
  }

  /** Writes the central directory: the file is then whole. */
  public void finish() throws IOException {
    long start = position;
    write(ByteBuffer.wrap(central.toByteArray()));
    int size = central.size();
    if (start >= LARGEST_32 || count >= 0xFFFF) {
      long end64 = position;
      ByteBuffer zip64 = littleEndian(56 + 20);
      zip64.putInt(0x06064b50).putLong(44);
      zip64.putShort((short) VERSION_ZIP64).putShort((short) VERSION_ZIP64);
      zip64.putInt(0).putInt(0).putLong(count).putLong(count).putLong(size).putLong(start);
      zip64.putInt(0x07064b50).putInt(0).putLong(end64).putInt(1);
      write(zip64.flip());
    }
    short shortCount = (short) Math.min(count, 0xFFFF);
    ByteBuffer end = littleEndian(22);
    end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort(shortCount).putShort(shortCount);
    end.putInt(size).putInt((int) Math.min(start, LARGEST_32)).putShort((short) 0);
    write(end.flip());
  }

  /** In chunks, since for a heap buffer the JDK keeps a direct one of the same size. */
  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int length = Math.min(bytes.remaining(), CHUNK_BYTES);
      ByteBuffer chunk = bytes.slice(bytes.position(), length);
      int written = file.write(chunk);
      bytes.position(bytes.position() + written);
      position += written;
    }
  }

  private static ByteBuffer littleEndian(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
