package org.tagwright.data.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.ByteSize;
import org.tagwright.common.Failures;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.image.NetworkInput;

/**
 * Decoded pixels on disk, so that later epochs and runs decode nothing. Lies in {@code
 * .tagwright-pixels} beside the image folder and may be deleted at any time.
 *
 * <p>An entry holds while the image file has the size and the time that it had; its pixels carry a
 * checksum, so that neither a crash nor a second program can bring wrong ones in. When the limit is
 * reached, the rest is decoded each time: in a training every image is used equally often, so that
 * throwing others out would gain nothing. Only one process writes; others read along.
 *
 * <p>Read by position and not mapped: the pages are the same ones in the system's cache, and a disk
 * that fills up or a file that is cut stays an exception instead of a signal that ends the JVM.
 */
final class PixelCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PixelCache.class);
  private static final String FOLDER = ".tagwright-pixels";

  /** Limit of {@code "auto"}, besides a fifth of the free disk. */
  private static final long AUTO_BYTES = 20_000_000_000L;

  private final Path pixelFile;
  private final FileChannel pixels;
  private final PixelCacheIndex index;
  private final @Nullable FileLock lock;
  private final int bytesPerImage;
  private final long mostSlots;
  private final Map<Long, PixelCacheIndex.Entry> entries = new ConcurrentHashMap<>();
  private int nextSlot;
  private volatile boolean writing;

  private PixelCache(Path base, int bytesPerImage, long limitBytes) throws IOException {
    Files.createDirectories(base.getParent());
    this.bytesPerImage = bytesPerImage;
    this.mostSlots = Math.min(Integer.MAX_VALUE, limitBytes / bytesPerImage);
    this.index = PixelCacheIndex.open(Path.of(base + ".index"), bytesPerImage);
    this.lock = tryLock(index.channel());
    this.writing = lock != null;
    this.pixelFile = Path.of(base + ".pixels");
    this.pixels =
        FileChannel.open(
            pixelFile,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE);
    load();
  }

  /**
   * The cache that the configuration asks for.
   *
   * @return {@code null} where it is off or no files can be written beside the images
   */
  static @Nullable PixelCache open(Path imageFolder, ExperimentConfig.Data data) {
    if (data.pixelCache().equals("off")) {
      return null;
    }
    return open(imageFolder, NetworkInput.of(data), data.pixelCache());
  }

  static @Nullable PixelCache open(Path imageFolder, NetworkInput input, String limit) {
    Path folder = imageFolder.toAbsolutePath().resolveSibling(FOLDER);
    String name =
        Units.text(
            "%s-%d-%s%s%s%s",
            imageFolder.getFileName(),
            input.side(),
            input.resize().name().toLowerCase(Locale.ROOT),
            input.resizeSize() == input.side() ? "" : "-of-" + input.resizeSize(),
            input.interpolation() == Interpolation.BICUBIC ? "-bicubic" : "",
            input.orientation() == ExifOrientation.APPLY ? "-upright" : "");
    try {
      return new PixelCache(
          folder.resolve(name), input.side() * input.side() * 3, bytes(limit, folder));
    } catch (IOException e) {
      LOG.info("No pixel cache in {}: {}", folder, Failures.reason(e));
      return null;
    }
  }

  private static long bytes(String limit, Path folder) throws IOException {
    if (!limit.equals("auto")) {
      return ByteSize.parse(limit).orElseThrow(() -> new IllegalArgumentException(limit));
    }
    FileStore disk = Files.getFileStore(folder.getParent());
    return Math.min(AUTO_BYTES, disk.getUsableSpace() / 5);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another pipeline of this process writes
    }
  }

  private void load() throws IOException {
    for (PixelCacheIndex.Entry entry : index.readAll(writing)) {
      entries.put(entry.name(), entry);
      nextSlot = Math.max(nextSlot, entry.slot() + 1);
    }
    if (writing && nextSlot > mostSlots) { // the limit was lowered
      entries.clear();
      index.clear();
      pixels.truncate(0);
      nextSlot = 0;
    }
  }

  /**
   * Fills {@code into} with the pixels of an image file in the state given.
   *
   * @return false where they are not here
   */
  boolean read(String name, long size, long modifiedNanos, byte[] into) throws IOException {
    PixelCacheIndex.Entry entry = entries.get(PixelCacheIndex.hash(name));
    if (entry == null || entry.size() != size || entry.modifiedNanos() != modifiedNanos) {
      return false;
    }
    ByteBuffer target = ByteBuffer.wrap(into, 0, bytesPerImage);
    long from = (long) entry.slot() * bytesPerImage;
    while (target.hasRemaining()) {
      if (pixels.read(target, from + target.position()) < 0) {
        return false;
      }
    }
    return entry.checksum() == checksum(into);
  }

  /** Keeps the pixels of an image file, if there is room and this is the process that writes. */
  void write(String name, long size, long modifiedNanos, byte[] from) {
    if (!writing) {
      return;
    }
    long hash = PixelCacheIndex.hash(name);
    int slot = slot(hash);
    if (slot < 0) {
      return;
    }
    try {
      ByteBuffer source = ByteBuffer.wrap(from, 0, bytesPerImage);
      long to = (long) slot * bytesPerImage;
      while (source.hasRemaining()) {
        pixels.write(source, to + source.position());
      }
      PixelCacheIndex.Entry entry =
          new PixelCacheIndex.Entry(hash, size, modifiedNanos, slot, checksum(from));
      index.append(entry);
      entries.put(hash, entry);
    } catch (ClosedByInterruptException e) {
      writing = false; // the pipeline is being closed
    } catch (IOException e) {
      writing = false;
      LOG.warn(
          "The pixel cache {} takes no more: {}. Training goes on and decodes instead.",
          pixelFile,
          Failures.reason(e));
    }
  }

  /** The slot of an outdated entry, else a new one, else -1. */
  private synchronized int slot(long hash) {
    PixelCacheIndex.Entry outdated = entries.get(hash);
    if (outdated != null) {
      return outdated.slot();
    }
    return nextSlot < mostSlots ? nextSlot++ : -1;
  }

  private int checksum(byte[] image) {
    CRC32C crc = new CRC32C();
    crc.update(image, 0, bytesPerImage);
    return (int) crc.getValue();
  }

  @Override
  public void close() {
    try (index;
        pixels) {
      if (lock != null && lock.isValid()) {
        lock.release();
      }
    } catch (IOException e) {
      LOG.warn("The pixel cache {} could not be closed: {}", pixelFile, Failures.reason(e));
    }
  }
}
