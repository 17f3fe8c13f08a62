package org.tagwright.ui.gallery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.scene.image.Image;

/**
 * Small pictures of image files, decoded by two threads, newest wish first, at most so many kept.
 * All public methods are for the FX thread; that is why only the queue needs a lock.
 */
public final class ThumbnailCache implements AutoCloseable {
  private static final int DECODE_THREADS = 2;

  /** One decode under way, and who waits for it. */
  private static final class Decode {
    private final Path file;
    private final List<Consumer<Image>> waiting = new ArrayList<>();
    private volatile boolean wanted = true;

    Decode(Path file) {
      this.file = file;
    }
  }

  private final int width;
  private final int height;
  private final Executor fx;
  private final Map<Path, Image> kept;
  private final Map<Path, Decode> inFlight = new HashMap<>();
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
   * @param width pictures are decoded to fit {@code width × height} pixels
   * @param capacity how many pictures are kept; the longest unused one goes
   * @param fx the window's thread
   */
  public ThumbnailCache(int width, int height, int capacity, Executor fx) {
    this.width = width;
    this.height = height;
    this.fx = fx;
    this.kept =
        new LinkedHashMap<>(capacity * 4 / 3, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Path, Image> eldest) {
            return size() > capacity;
          }
        };
  }

  /** The picture, where it is kept, else {@code null}. */
  public Image kept(Path file) {
    return kept.get(file);
  }

  /**
   * Decodes the file and hands over the picture, or one whose {@code isError()} is true.
   *
   * @return to be run where the picture is no longer wanted
   */
  public Runnable request(Path file, Consumer<Image> then) {
    Decode decode = inFlight.get(file);
    if (decode == null || !decode.wanted) {
      decode = new Decode(file);
      inFlight.put(file, decode);
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
        inFlight.remove(file, mine);
      }
    };
  }

  /** How many files are waited for. */
  public int inFlight() {
    return inFlight.size();
  }

  public int size() {
    return kept.size();
  }

  private void decodeNewest() {
    Decode decode;
    synchronized (queue) {
      decode = queue.pollLast();
    }
    if (decode != null && decode.wanted) {
      Image image = decode(decode.file);
      fx.execute(() -> finished(decode, image));
    }
  }

  private Image decode(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return new Image(in, width, height, true, true);
    } catch (IOException e) {
      // The cell shows that the file cannot be read; the empty picture says so.
      return new Image(InputStream.nullInputStream());
    }
  }

  private void finished(Decode decode, Image image) {
    inFlight.remove(decode.file, decode);
    kept.put(decode.file, image);
    List.copyOf(decode.waiting).forEach(then -> then.accept(image));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
