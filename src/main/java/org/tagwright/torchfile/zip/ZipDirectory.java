package org.tagwright.torchfile.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.torchfile.tensor.MalformedFileException;

/**
 * The central directory of a zip file whose entries are stored, not compressed, so that they can be
 * mapped where they lie. Understands zip64. Every size and place is checked against the file before
 * it is used.
 */
public final class ZipDirectory {
  /** An entry's name, the place of its local header, its size in the file, in bytes. */
  public record Entry(String name, long headerPosition, long size, boolean compressed) {}

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int LOCATOR64_SIGNATURE = 0x07064b50;
  private static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int END_BYTES = 22;
  private static final int END64_BYTES = 56;
  private static final int LOCATOR64_BYTES = 20;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL_BYTES = 30;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int ZIP64_EXTRA = 1;
  private static final long SEE_ZIP64 = 0xFFFFFFFFL;

  /** Room for about 100,000 tensors; what a file claims beyond it is not believed. */
  private static final long LARGEST_DIRECTORY_BYTES = 16 << 20;

  private final FileBytes file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long endPosition;

  private ZipDirectory(FileBytes file) {
    this.file = file;
  }

  public static ZipDirectory read(FileBytes file) throws IOException {
    ZipDirectory directory = new ZipDirectory(file);
    directory.readEntries();
    directory.requireDisjoint();
    return directory;
  }

  public Map<String, Entry> entries() {
    return entries;
  }

  /** Where the entry's first byte lies: after the local header, whose length only it knows. */
  public long dataPosition(Entry entry) throws IOException {
    if (entry.compressed()) {
      throw new MalformedFileException(
          "entry " + entry.name() + " is compressed, which PyTorch never does");
    }
    ByteBuffer local = file.read(entry.headerPosition(), LOCAL_BYTES);
    if (local.getInt(0) != LOCAL_SIGNATURE) {
      throw new MalformedFileException("entry " + entry.name() + " is not where it should be");
    }
    long position =
        entry.headerPosition()
            + LOCAL_BYTES
            + Short.toUnsignedInt(local.getShort(26))
            + Short.toUnsignedInt(local.getShort(28));
    if (position + entry.size() > file.size()) {
      throw new MalformedFileException("entry " + entry.name() + " reaches beyond its end");
    }
    return position;
  }

  private void readEntries() throws IOException {
    ByteBuffer end = findEnd();
    long count = Short.toUnsignedLong(end.getShort(10));
    long size = Integer.toUnsignedLong(end.getInt(12));
    long position = Integer.toUnsignedLong(end.getInt(16));
    if (count == 0xFFFF || size == SEE_ZIP64 || position == SEE_ZIP64) {
      ByteBuffer end64 = readEnd64();
      count = end64.getLong(32);
      size = end64.getLong(40);
      position = end64.getLong(48);
    }
    if (size < 0 || size > LARGEST_DIRECTORY_BYTES || position < 0) {
      throw new MalformedFileException("its list of entries is impossibly large");
    }
    ByteBuffer central = file.read(position, (int) size);
    for (long i = 0; i < count; i++) {
      Entry entry = readCentral(central);
      if (entries.put(entry.name(), entry) != null) {
        throw new MalformedFileException("it has two entries named " + entry.name());
      }
    }
  }

  private ByteBuffer findEnd() throws IOException {
    // PyTorch writes no comment, so the record is the file's last bytes; but one is allowed.
    for (int length : new int[] {END_BYTES, END_BYTES + LONGEST_COMMENT}) {
      length = (int) Math.min(file.size(), length);
      long start = file.size() - length;
      ByteBuffer tail = file.read(start, length);
      for (int i = length - END_BYTES; i >= 0; i--) {
        if (tail.getInt(i) == END_SIGNATURE) {
          endPosition = start + i;
          return tail.slice(i, END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        }
      }
    }
    throw new MalformedFileException("it is cut off: the list of entries at its end is missing");
  }

  private ByteBuffer readEnd64() throws IOException {
    ByteBuffer locator = file.read(endPosition - LOCATOR64_BYTES, LOCATOR64_BYTES);
    if (locator.getInt(0) != LOCATOR64_SIGNATURE) {
      throw new MalformedFileException("its zip64 locator is missing");
    }
    ByteBuffer end64 = file.read(locator.getLong(8), END64_BYTES);
    if (end64.getInt(0) != END64_SIGNATURE) {
      throw new MalformedFileException("its zip64 end record is missing");
    }
    return end64;
  }

  private Entry readCentral(ByteBuffer central) throws IOException {
    int start = central.position();
    if (central.remaining() < CENTRAL_BYTES || central.getInt(start) != CENTRAL_SIGNATURE) {
      throw new MalformedFileException("its list of entries is damaged");
    }
    int nameLength = Short.toUnsignedInt(central.getShort(start + 28));
    int extraLength = Short.toUnsignedInt(central.getShort(start + 30));
    int commentLength = Short.toUnsignedInt(central.getShort(start + 32));
    int variable = nameLength + extraLength + commentLength;
    if (central.remaining() < CENTRAL_BYTES + variable) {
      throw new MalformedFileException("its list of entries is damaged");
    }
    byte[] nameBytes = new byte[nameLength];
    central.get(start + CENTRAL_BYTES, nameBytes);
    String name = new String(nameBytes, StandardCharsets.UTF_8);
    int method = Short.toUnsignedInt(central.getShort(start + 10));
    long compressed = Integer.toUnsignedLong(central.getInt(start + 20));
    long size = Integer.toUnsignedLong(central.getInt(start + 24));
    long position = Integer.toUnsignedLong(central.getInt(start + 42));

    if (size == SEE_ZIP64 || compressed == SEE_ZIP64 || position == SEE_ZIP64) {
      ByteBuffer extra =
          zip64Extra(
              central
                  .slice(start + CENTRAL_BYTES + nameLength, extraLength)
                  .order(ByteOrder.LITTLE_ENDIAN));
      // Present only for the fields that overflow, in this order.
      size = size == SEE_ZIP64 ? nextLong(extra, name) : size;
      compressed = compressed == SEE_ZIP64 ? nextLong(extra, name) : compressed;
      position = position == SEE_ZIP64 ? nextLong(extra, name) : position;
    }
    boolean inside =
        position >= 0
            && compressed >= 0
            && position <= file.size()
            && compressed <= file.size() - position;
    if ((method == 0 && compressed != size) || !inside) {
      throw new MalformedFileException("entry " + name + " lies about its size or place");
    }
    central.position(start + CENTRAL_BYTES + variable);
    return new Entry(name, position, compressed, method != 0);
  }

  private static ByteBuffer zip64Extra(ByteBuffer extras) {
    while (extras.remaining() >= 4) {
      int id = Short.toUnsignedInt(extras.getShort());
      int length = Math.min(Short.toUnsignedInt(extras.getShort()), extras.remaining());
      if (id == ZIP64_EXTRA) {
        return extras.slice(extras.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      }
      extras.position(extras.position() + length);
    }
    return ByteBuffer.allocate(0);
  }

  private static long nextLong(ByteBuffer extra, String name) throws IOException {
    if (extra.remaining() < 8) {
      throw new MalformedFileException("entry " + name + " has no zip64 size");
    }
    return extra.getLong();
  }

  /** Two entries on the same bytes would let a small file pretend to be a large one. */
  private void requireDisjoint() throws IOException {
    List<Entry> ordered = new ArrayList<>(entries.values());
    ordered.sort(Comparator.comparingLong(Entry::headerPosition));
    for (int i = 1; i < ordered.size(); i++) {
      Entry before = ordered.get(i - 1);
      if (before.headerPosition() + LOCAL_BYTES + before.size() > ordered.get(i).headerPosition()) {
        throw new MalformedFileException(
            "entries %s and %s overlap".formatted(before.name(), ordered.get(i).name()));
      }
    }
  }
}
