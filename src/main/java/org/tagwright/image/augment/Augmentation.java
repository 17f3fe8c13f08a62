package org.tagwright.image.augment;

import java.nio.ByteBuffer;
import java.util.List;
import org.tagwright.common.SplitMix;
import org.tagwright.config.Augment;
import org.tagwright.config.Augment.Policy;
import org.tagwright.image.Region;

/**
 * What happens to the training images of an epoch, in this order: crop, flip, policy, erasing,
 * mixup. Each is drawn by seed, epoch and sample alone, and none by what the others drew.
 */
public final class Augmentation {
  /** ImageNet's mean color: 0 once pixels are normalized, as torchvision erases. */
  private static final byte[] MEAN = {124, 116, 104};

  private static final List<Operation> OPERATIONS = List.of(Operation.values());

  private final Augment settings;
  private final RandomRegion crop;
  private final long seed;

  /**
   * @param epoch from 1
   */
  public Augmentation(Augment settings, long seed, int epoch) {
    this.settings = settings;
    this.crop = RandomRegion.crop(settings.crop());
    this.seed = SplitMix.of(seed, epoch).nextLong();
  }

  private enum Draw {
    CROP(0),
    FLIP(1),
    POLICY(2),
    ERASE(3),
    MIXUP(4);

    /** Fixed, for runs that are resumed by a later version. */
    private final int stream;

    Draw(int stream) {
      this.stream = stream;
    }
  }

  private SplitMix random(int sample, Draw what) {
    return SplitMix.of(SplitMix.of(seed, sample).nextLong(), what.stream);
  }

  /** Whether images are cropped, which takes the whole image file. */
  public boolean crops() {
    return settings.crop() < 1;
  }

  /** The part of an image that a random resized crop keeps. */
  Region part(int sample, int width, int height) {
    Region drawn = crop.draw(random(sample, Draw.CROP), width, height);
    return drawn == null ? crop.middle(width, height) : drawn;
  }

  /** Flip, policy and erasing. */
  void apply(int sample, Pixels image) {
    if (happens(settings.flip(), random(sample, Draw.FLIP))) {
      image.flip();
    }
    SplitMix policy = random(sample, Draw.POLICY);
    if (settings.policy() == Policy.RANDAUGMENT) {
      for (int i = 0; i < settings.operations(); i++) {
        apply(OperationRange.RANDAUGMENT, settings.magnitude(), policy, image);
      }
    } else if (settings.policy() == Policy.TRIVIALAUGMENT) {
      int magnitude = policy.nextInt(OperationRange.MOST + 1);
      apply(OperationRange.TRIVIALAUGMENT, magnitude, policy, image);
    }
    SplitMix erase = random(sample, Draw.ERASE);
    if (happens(settings.erase(), erase)) {
      Region erased = RandomRegion.ERASED.draw(erase, image.width(), image.height());
      if (erased != null) {
        image.fill(erased, MEAN);
      }
    }
  }

  private static boolean happens(double probability, SplitMix random) {
    return random.nextDouble() < probability;
  }

  private static void apply(OperationRange range, int magnitude, SplitMix random, Pixels image) {
    Operation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
    double amount = range.amount(operation, magnitude, image.width(), image.height());
    boolean negative = operation.signed() && random.nextInt(2) == 0;
    operation.apply(image, negative ? -amount : amount);
  }

  /** Whether images are mixed. */
  public boolean mixes() {
    return settings.mixup() > 0;
  }

  /**
   * Mixes each image of a batch, and its targets, with those before it, the first with the last.
   *
   * @param samples of the batch
   * @param pixels the images one after the other, each {@code bytes} long
   * @param targets samples × classes, row-major
   */
  public void mix(int[] samples, ByteBuffer pixels, int bytes, float[] targets) {
    double[] shares = new double[samples.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Mixup.share(settings.mixup(), random(samples[i], Draw.MIXUP));
    }
    Mixup.mix(shares, pixels, bytes);
    Mixup.mix(shares, targets);
  }
}
