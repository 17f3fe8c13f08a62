package org.tagwright.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.tagwright.common.Digest;

/**
 * The samples of a data set: an image file and its classes each, in the order of the file names.
 * Immutable; a few dozen bytes a sample, so that COCO's 118,000 fit easily.
 */
public final class DatasetIndex {
  private final LabelSet labels;
  private final Path folder;
  private final String[] names;
  private final int wordsPerSample;
  private final long[] bits;

  /** Like the bits; empty where nothing is unknown. */
  private final long[] unknown;

  private DatasetIndex(LabelSet labels, Path folder, String[] names, long[] bits, long[] unknown) {
    this.labels = labels;
    this.folder = folder;
    this.names = names;
    this.bits = bits;
    this.unknown = unknown;
    this.wordsPerSample = words(labels);
  }

  private static int words(LabelSet labels) {
    return (labels.size() + 63) / 64;
  }

  /**
   * @param folder where the images lie
   * @param names file names in it, one per sample
   * @param classes the classes of each sample, indices in 0..labels.size()-1
   */
  public static DatasetIndex of(
      LabelSet labels, Path folder, List<String> names, List<BitSet> classes) {
    long[] bits = bits(labels, names, classes);
    return new DatasetIndex(labels, folder, names.toArray(String[]::new), bits, new long[0]);
  }

  /**
   * The same with unknown classes.
   *
   * @param unknown of each sample the classes that are neither present nor absent, whatever {@code
   *     classes} says of them
   */
  public static DatasetIndex of(
      LabelSet labels,
      Path folder,
      List<String> names,
      List<BitSet> classes,
      List<BitSet> unknown) {
    if (unknown.stream().allMatch(BitSet::isEmpty)) {
      return of(labels, folder, names, classes);
    }
    long[] present = bits(labels, names, classes);
    long[] hidden = bits(labels, names, unknown);
    for (int i = 0; i < present.length; i++) {
      present[i] &= ~hidden[i];
    }
    return new DatasetIndex(labels, folder, names.toArray(String[]::new), present, hidden);
  }

  private static long[] bits(LabelSet labels, List<String> names, List<BitSet> classes) {
    if (names.size() != classes.size()) {
      throw new IllegalArgumentException(
          names.size() + " names, " + classes.size() + " label sets");
    }
    int words = words(labels);
    long[] bits = new long[names.size() * words];
    for (int i = 0; i < names.size(); i++) {
      if (classes.get(i).length() > labels.size()) {
        throw new IllegalArgumentException("class index out of range in sample " + names.get(i));
      }
      long[] own = classes.get(i).toLongArray();
      System.arraycopy(own, 0, bits, i * words, own.length);
    }
    return bits;
  }

  /** Images of one folder without labels, for prediction. */
  public static DatasetIndex unlabelled(LabelSet labels, Path folder, List<String> names) {
    return of(labels, folder, names, Collections.nCopies(names.size(), new BitSet()));
  }

  /**
   * The same samples, some of them with other classes, present and unknown.
   *
   * @param present by sample
   * @param unknownNow by sample
   */
  public DatasetIndex with(Map<Integer, BitSet> present, Map<Integer, BitSet> unknownNow) {
    boolean any = anyUnknown() || unknownNow.values().stream().anyMatch(set -> !set.isEmpty());
    return new DatasetIndex(
        labels,
        folder,
        names,
        with(bits, present),
        any ? with(anyUnknown() ? unknown : new long[bits.length], unknownNow) : unknown);
  }

  private long[] with(long[] words, Map<Integer, BitSet> sets) {
    long[] changed = words.clone();
    sets.forEach(
        (sample, set) -> {
          long[] own = set.toLongArray();
          int from = sample * wordsPerSample;
          Arrays.fill(changed, from, from + wordsPerSample, 0);
          System.arraycopy(own, 0, changed, from, own.length);
        });
    return changed;
  }

  /** Number of samples. */
  public int size() {
    return names.length;
  }

  public LabelSet labels() {
    return labels;
  }

  /** Number of classes. */
  public int classes() {
    return labels.size();
  }

  /** The folder of the images. */
  public Path folder() {
    return folder;
  }

  /** Whether the samples are those of the other index, by image, in the same order. */
  public boolean sameImages(DatasetIndex other) {
    return folder.equals(other.folder) && Arrays.equals(names, other.names);
  }

  /** The image file of a sample. */
  public Path image(int sample) {
    return folder.resolve(names[sample]);
  }

  /** The image's name relative to the folder, with {@code /} between folders. */
  public String name(int sample) {
    return names[sample];
  }

  /** The image's name without its extension. */
  public String stem(int sample) {
    return ImageFolder.stem(names[sample]);
  }

  public boolean has(int sample, int classIndex) {
    return bit(bits, sample, classIndex);
  }

  /** Whether the class is neither present in the sample nor absent. */
  public boolean isUnknown(int sample, int classIndex) {
    return anyUnknown() && bit(unknown, sample, classIndex);
  }

  /** Whether a class of any sample is unknown. */
  public boolean anyUnknown() {
    return unknown.length > 0;
  }

  private boolean bit(long[] words, int sample, int classIndex) {
    if (classIndex < 0 || classIndex >= labels.size()) {
      throw new IndexOutOfBoundsException("class " + classIndex);
    }
    return (words[sample * wordsPerSample + (classIndex >> 6)] >>> classIndex & 1) != 0;
  }

  /** The classes of a sample, ascending. */
  public int[] classesOf(int sample) {
    return indices(bits, sample);
  }

  /** The unknown classes of a sample, ascending. */
  public int[] unknownOf(int sample) {
    return anyUnknown() ? indices(unknown, sample) : new int[0];
  }

  /** Number of unknown classes of all samples. */
  public long unknownLabels() {
    return Arrays.stream(unknown).mapToInt(Long::bitCount).asLongStream().sum();
  }

  private int[] indices(long[] words, int sample) {
    int from = sample * wordsPerSample;
    long[] own = Arrays.copyOfRange(words, from, from + wordsPerSample);
    return BitSet.valueOf(own).stream().toArray();
  }

  /** The names of a sample's classes, in the order of their indices. */
  public List<String> classNames(int sample) {
    return Arrays.stream(classesOf(sample)).mapToObj(labels::name).toList();
  }

  /**
   * Writes the targets of a sample, 0 or 1 or NaN for unknown, to {@code into[offset …
   * offset+classes)}.
   */
  public void writeTargets(int sample, float[] into, int offset) {
    for (int c = 0; c < labels.size(); c++) {
      into[offset + c] = isUnknown(sample, c) ? Float.NaN : has(sample, c) ? 1f : 0f;
    }
  }

  /** Targets of the given samples, row-major samples × classes, 0 or 1 or NaN for unknown. */
  public float[] targets(int[] samples) {
    float[] targets = new float[samples.length * classes()];
    for (int i = 0; i < samples.length; i++) {
      writeTargets(samples[i], targets, i * classes());
    }
    return targets;
  }

  /** How many of the given samples have each class. */
  public int[] support(int[] samples) {
    int[] support = new int[classes()];
    for (int sample : samples) {
      for (int c : classesOf(sample)) {
        support[c]++;
      }
    }
    return support;
  }

  /**
   * 16 hexadecimal digits, equal for equal stems, labels and class names, whatever folder they are
   * in.
   */
  public String fingerprint(int[] samples) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(labels.names().toString().getBytes(StandardCharsets.UTF_8));
    for (int sample : samples) {
      sha256.update(stem(sample).getBytes(StandardCharsets.UTF_8));
      for (int label : classesOf(sample)) {
        sha256.update((byte) (label + 1));
        sha256.update((byte) ((label + 1) >> 8));
      }
      for (int label : unknownOf(sample)) {
        sha256.update((byte) ~(label + 1));
        sha256.update((byte) (~(label + 1) >> 8));
      }
      sha256.update((byte) '\n');
    }
    return Digest.hex(sha256, 8);
  }

  /** 8 hexadecimal digits, equal for equal stems. */
  public String imagesFingerprint(int[] samples) {
    MessageDigest sha256 = Digest.sha256();
    for (int sample : samples) {
      sha256.update((stem(sample) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return Digest.hex(sha256, 4);
  }

  /** Only the given samples, in their order. */
  public DatasetIndex only(int[] samples) {
    String[] kept = new String[samples.length];
    Arrays.setAll(kept, i -> names[samples[i]]);
    return new DatasetIndex(labels, folder, kept, only(bits, samples), only(unknown, samples));
  }

  private long[] only(long[] words, int[] samples) {
    if (words.length == 0) {
      return words;
    }
    long[] kept = new long[samples.length * wordsPerSample];
    for (int i = 0; i < samples.length; i++) {
      System.arraycopy(
          words, samples[i] * wordsPerSample, kept, i * wordsPerSample, wordsPerSample);
    }
    return kept;
  }

  /** 0, 1, … size-1. */
  public int[] all() {
    int[] all = new int[size()];
    Arrays.setAll(all, i -> i);
    return all;
  }
}
