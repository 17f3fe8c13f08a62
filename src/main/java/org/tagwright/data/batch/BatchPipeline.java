package org.tagwright.data.batch;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.SplitMix;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.OnProblem;
import org.tagwright.data.DatasetIndex;
import org.tagwright.image.NetworkInput;
import org.tagwright.image.augment.Augmentation;

/**
 * Reads images on worker threads ahead of the one who computes with them, who helps where they are
 * late. Lives as long as a training; each pass over the data is an {@link Epoch}. What comes out
 * depends on the samples, the seed and the epoch only, never on which thread was faster.
 *
 * <p>Memory: at most {@link #PREFETCH} batches wait or are being filled, besides those that the
 * reader has not closed.
 */
public final class BatchPipeline implements AutoCloseable {
  /** Batches in the making ahead of the reader. */
  static final int PREFETCH = 4;

  /** What to do with an image that cannot be read in mid-run. */
  public enum OnBroken {
    /** {@link Epoch#next} throws, naming the file. */
    FAIL,
    /** The batch goes without it and lists it. */
    SKIP,
    /** The same, and the log says so, once per image. */
    WARN
  }

  private static final Logger LOG = LoggerFactory.getLogger(BatchPipeline.class);

  private final DatasetIndex index;
  private final int imageSize;
  private final OnBroken onBroken;
  private final ExecutorService workers;
  private final ThreadLocal<SampleReader> readers;
  private final @Nullable PixelCache cache;
  private final ConcurrentLinkedQueue<ByteBuffer> freeBuffers = new ConcurrentLinkedQueue<>();
  private final Set<Path> warned = ConcurrentHashMap.newKeySet();

  /**
   * For one pass over images: every image is decoded.
   *
   * @param workers decode threads, or {@code null}: {@link #defaultWorkers}
   */
  public BatchPipeline(
      DatasetIndex index, NetworkInput input, @Nullable Integer workers, OnBroken onBroken) {
    this(index, input, workers, onBroken, null);
  }

  /**
   * For many passes, as a configuration says: images are decoded once and their pixels kept on
   * disk, unless {@code data.pixelCache} is off. What becomes of images that cannot be read says
   * {@code data.onProblem}.
   */
  public static BatchPipeline of(DatasetIndex index, ExperimentConfig.Data data) {
    return new BatchPipeline(
        index,
        NetworkInput.of(data),
        data.workers(),
        data.onProblem() == OnProblem.SKIP ? OnBroken.WARN : OnBroken.FAIL,
        PixelCache.open(index.folder(), data));
  }

  private BatchPipeline(
      DatasetIndex index,
      NetworkInput input,
      @Nullable Integer workers,
      OnBroken onBroken,
      @Nullable PixelCache cache) {
    this.index = index;
    this.imageSize = input.side();
    this.onBroken = onBroken;
    this.cache = cache;
    this.readers = ThreadLocal.withInitial(() -> new SampleReader(index, input, cache));
    int threads = workers == null ? defaultWorkers() : workers;
    AtomicInteger number = new AtomicInteger();
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "decode-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Half of the cores, 1 to 16: the other half computes. */
  public static int defaultWorkers() {
    return Math.max(1, Math.min(16, Runtime.getRuntime().availableProcessors() / 2));
  }

  /** The samples in the order given. */
  public Epoch inOrder(int[] samples, int batchSize) {
    return new Epoch(batches(samples, batchSize), null);
  }

  /** Batches put together by the caller, of any sizes but 0. */
  public Epoch inBatches(int[][] batches) {
    return inBatches(batches, null);
  }

  /**
   * The same with images, and where they are mixed targets, that an augmentation changes. A batch
   * is mixed as a whole, and not at all where an image of it is broken.
   *
   * @param augmentation {@code null} for none
   */
  public Epoch inBatches(int[][] batches, @Nullable Augmentation augmentation) {
    return new Epoch(batches.clone(), augmentation);
  }

  /**
   * The samples in an order drawn by (seed, epoch).
   *
   * @param epoch from 1
   */
  public Epoch shuffled(int[] samples, int batchSize, long seed, int epoch) {
    return new Epoch(batches(shuffledOrder(samples, seed, epoch), batchSize), null);
  }

  /** Samples in batches of a size, in their order; the last may be smaller. */
  public static int[][] batches(int[] order, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size " + batchSize);
    }
    int[][] batches = new int[(order.length + batchSize - 1) / batchSize][];
    for (int i = 0; i < batches.length; i++) {
      int from = i * batchSize;
      batches[i] = Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize));
    }
    return batches;
  }

  /** The order in which {@link #shuffled} goes over the samples. */
  public static int[] shuffledOrder(int[] samples, long seed, int epoch) {
    int[] order = samples.clone();
    SplitMix.of(seed, epoch).shuffle(order);
    return order;
  }

  private void warn(Batch batch) {
    for (Batch.BrokenImage image : batch.broken()) {
      if (warned.add(image.file())) {
        LOG.warn("{} can no longer be read and is left out: {}", image.file(), image.reason());
      }
    }
  }

  /** Buffers waiting for a batch, for tests. */
  int freeBufferCount() {
    return freeBuffers.size();
  }

  /** Stops the workers and waits until the last of them is done with its image. */
  @Override
  public void close() {
    workers.shutdownNow();
    try {
      workers.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (cache != null) {
      cache.close();
    }
  }

  /** One pass over samples. Close it when done, also in mid-pass. One reading thread at a time. */
  public final class Epoch implements AutoCloseable {
    private final int[][] batches;
    private final int largest;
    private final @Nullable Augmentation augmentation;
    private final ArrayDeque<PendingBatch> ahead = new ArrayDeque<>();
    private int submitted;
    private int taken;
    private long waitingNanos;

    private Epoch(int[][] batches, @Nullable Augmentation augmentation) {
      this.batches = batches;
      this.augmentation = augmentation;
      this.largest = Arrays.stream(batches).mapToInt(batch -> batch.length).max().orElse(0);
      fill();
    }

    /** Number of batches in this pass; the last may be smaller. */
    public int batches() {
      return batches.length;
    }

    public boolean hasNext() {
      return taken < batches.length;
    }

    /**
     * The next batch, in order. Waits until it is complete.
     *
     * @throws org.tagwright.common.TagwrightException of kind failure where an image cannot be
     *     read, with its path (unless broken images are skipped), or when the thread is interrupted
     * @throws NoSuchElementException after the last batch
     */
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the epoch has " + batches.length + " batches");
      }
      long start = System.nanoTime();
      PendingBatch next = ahead.remove();
      taken++;
      helpWith(next);
      Batch batch = next.await(onBroken);
      if (onBroken == OnBroken.WARN) {
        warn(batch);
      }
      waitingNanos += System.nanoTime() - start;
      fill();
      return batch;
    }

    /** Who would only wait can as well read: the first batch takes half the time. */
    private void helpWith(PendingBatch batch) {
      boolean more = true;
      while (more && !Thread.currentThread().isInterrupted()) {
        more = batch.readNext(readers.get());
      }
    }

    /** How long {@link #next} has waited for images, or read them itself, in all. */
    public Duration waiting() {
      return Duration.ofNanos(waitingNanos);
    }

    /** Goes one batch further ahead with each step: the first step has the cores to itself. */
    private void fill() {
      while (submitted < batches.length && ahead.size() < Math.min(PREFETCH, taken + 1)) {
        int[] samples = batches[submitted++];
        PendingBatch batch =
            new PendingBatch(index, samples, imageSize, augmentation, buffer(), freeBuffers::add);
        ahead.add(batch);
        for (int i = 0; i < samples.length; i++) {
          workers.execute(() -> batch.readNext(readers.get()));
        }
      }
    }

    private ByteBuffer buffer() {
      int bytes = largest * imageSize * imageSize * 3;
      for (ByteBuffer free = freeBuffers.poll(); free != null; free = freeBuffers.poll()) {
        if (free.capacity() >= bytes) {
          return free.clear();
        }
        // Too small after a change of batch size: dropped, its memory goes with it.
      }
      return ByteBuffer.allocateDirect(bytes);
    }

    @Override
    public void close() {
      ahead.forEach(PendingBatch::abandon);
      ahead.clear();
      taken = batches.length;
    }
  }
}
