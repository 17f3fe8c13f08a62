package org.tagwright.ui.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import org.tagwright.config.ExperimentConfig.ExifOrientation;

/**
 * Thumbnails of image files, made by two threads, newest wish first, kept up to so many pixels. All
 * public methods are for the FX thread; that is why only the queue needs a lock.
 */
public final class ThumbnailCache implements AutoCloseable {
  private static final int DECODE_THREADS = 2;

  /** 32 MB: a high-resolution screen full of thumbnails, four of a usual one. */
  private static final long MOST_PIXELS = 8_000_000;

  private record Wish(Path file, Thumbnail.Frame frame, ExifOrientation orientation) {}

  /** One decode under way, and who waits for it. */
  private static final class Decode {
    private final Wish wish;
    private final List<Consumer<Image>> waiting = new ArrayList<>();
    private volatile boolean wanted = true;

    Decode(Wish wish) {
      this.wish = wish;
    }
  }

  private final long mostPixels;
  private final Executor fx;
  private final Supplier<ExifOrientation> orientation;
  private final Map<Wish, Image> kept = new LinkedHashMap<>(256, 0.75f, true);
  private long keptPixels;
  private final Map<Wish, Decode> inFlight = new HashMap<>();
  private final Deque<Decode> queue = new ArrayDeque<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          DECODE_THREADS,
          work -> {
            Thread thread = new Thread(work, "tagwright-thumbnails");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param fx the window's thread
   * @param orientation asked at each request: whether photos are turned upright, as for the network
   */
  public ThumbnailCache(Executor fx, Supplier<ExifOrientation> orientation) {
    this(MOST_PIXELS, fx, orientation);
  }

  ThumbnailCache(long mostPixels, Executor fx, Supplier<ExifOrientation> orientation) {
    this.mostPixels = mostPixels;
    this.fx = fx;
    this.orientation = orientation;
  }

  /**
   * Hands a whole picture over that fits into a box, at once where it is kept.
   *
   * @param width pixels of the screen
   * @param height pixels of the screen
   * @param then gets the picture, or one whose {@code isError()} is true
   */
  public void whole(Path file, int width, int height, Consumer<Image> then) {
    request(file, Thumbnail.Frame.whole(width, height), then);
  }

  /**
   * Hands the thumbnail over, at once where it is kept.
   *
   * @param then gets the thumbnail, or one whose {@code isError()} is true
   * @return to be run where the picture is no longer wanted
   */
  Runnable request(Path file, Thumbnail.Frame frame, Consumer<Image> then) {
    Wish wish = new Wish(file, frame, orientation.get());
    Image there = kept.get(wish);
    if (there != null) {
      then.accept(there);
      return () -> {};
    }
    Decode decode = inFlight.get(wish);
    if (decode == null || !decode.wanted) {
      decode = new Decode(wish);
      inFlight.put(wish, decode);
      synchronized (queue) {
        queue.addLast(decode);
      }
      threads.execute(this::decodeNewest);
    }
    decode.waiting.add(then);
    Decode mine = decode;
    return () -> {
      mine.waiting.remove(then);
      if (mine.waiting.isEmpty()) {
        mine.wanted = false;
        inFlight.remove(wish, mine);
      }
    };
  }

  private void decodeNewest() {
    Decode decode;
    synchronized (queue) {
      decode = queue.pollLast();
    }
    if (decode != null && decode.wanted) {
      Image image = decode(decode.wish);
      fx.execute(() -> finished(decode, image));
    }
  }

  private static Image decode(Wish wish) {
    try {
      return Thumbnail.of(wish.file, wish.frame, wish.orientation);
    } catch (IOException e) {
      // The cell shows that the file cannot be read; the empty picture says so.
      return Pictures.broken();
    }
  }

  private void finished(Decode decode, Image image) {
    inFlight.remove(decode.wish, decode);
    keep(decode.wish, image);
    List.copyOf(decode.waiting).forEach(then -> then.accept(image));
  }

  private void keep(Wish wish, Image image) {
    Image before = kept.put(wish, image);
    keptPixels += pixels(image) - (before == null ? 0 : pixels(before));
    Iterator<Image> longestUnused = kept.values().iterator();
    while (keptPixels > mostPixels && kept.size() > 1) {
      keptPixels -= pixels(longestUnused.next());
      longestUnused.remove();
    }
  }

  private static long pixels(Image image) {
    return (long) (image.getWidth() * image.getHeight()) + 1; // an error takes room, too
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
