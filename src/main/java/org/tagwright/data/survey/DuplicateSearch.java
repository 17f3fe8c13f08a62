package org.tagwright.data.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tagwright.common.Progress;
import org.tagwright.data.survey.ImageSurvey.DuplicateGroup;

/**
 * Groups images that are the same or alike. Equal hashes are one image. Of the different ones only
 * those are compared that share a piece of their hash: with 16 pieces and at most 15 different
 * bits, no pair is missed by that.
 */
final class DuplicateSearch {
  private final Progress progress;

  /** The samples in ascending order, and their hashes. */
  private final int[] samples;

  private final PerceptualHash[] hashes;

  /** For each place one that it is grouped with; following them leads to the group's first. */
  private final int[] leader;

  /** Places of one sample of each different image. */
  private final int[] different;

  DuplicateSearch(Map<Integer, PerceptualHash> hashOfSample, Progress progress) {
    this.progress = progress;
    samples = hashOfSample.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    hashes = Arrays.stream(samples).mapToObj(hashOfSample::get).toArray(PerceptualHash[]::new);
    leader = new int[samples.length];
    Arrays.setAll(leader, i -> i);
    Map<PerceptualHash, Integer> first = new HashMap<>();
    for (int i = 0; i < hashes.length; i++) {
      Integer earlier = first.putIfAbsent(hashes[i], i);
      leader[i] = earlier == null ? i : earlier;
    }
    different = first.values().stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  List<DuplicateGroup> groups() {
    for (int piece = 0; piece < PerceptualHash.PIECES; piece++) {
      progress.update("comparing images", piece, PerceptualHash.PIECES);
      for (int[] bucket : byPiece(piece)) {
        compareWithin(bucket);
      }
    }
    progress.update("comparing images", PerceptualHash.PIECES, PerceptualHash.PIECES);
    Map<Integer, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < samples.length; i++) {
      members.computeIfAbsent(find(i), first -> new ArrayList<>()).add(i);
    }
    List<DuplicateGroup> groups = new ArrayList<>();
    members.forEach(
        (first, places) -> {
          if (places.size() > 1) {
            boolean exact = places.stream().allMatch(i -> hashes[i].equals(hashes[first]));
            groups.add(new DuplicateGroup(places.stream().map(i -> samples[i]).toList(), exact));
          }
        });
    return List.copyOf(groups);
  }

  /** Places of different images that have the same piece, in groups of two or more. */
  private List<int[]> byPiece(int piece) {
    int[] ends = new int[(1 << 16) + 1];
    for (int place : different) {
      ends[hashes[place].piece(piece) + 1]++;
    }
    for (int value = 0; value < 1 << 16; value++) {
      ends[value + 1] += ends[value];
    }
    int[] next = ends.clone();
    int[] sorted = new int[different.length];
    for (int place : different) {
      sorted[next[hashes[place].piece(piece)]++] = place;
    }
    List<int[]> buckets = new ArrayList<>();
    for (int value = 0; value < 1 << 16; value++) {
      if (ends[value + 1] - ends[value] > 1) {
        buckets.add(Arrays.copyOfRange(sorted, ends[value], ends[value + 1]));
      }
    }
    return buckets;
  }

  private void compareWithin(int[] bucket) {
    if (Arrays.stream(bucket).map(this::find).distinct().count() == 1) {
      return; // thousands of white pages need not be compared sixteen times
    }
    for (int i = 0; i < bucket.length; i++) {
      progress.orCancel();
      for (int k = i + 1; k < bucket.length; k++) {
        if (find(bucket[i]) != find(bucket[k]) && hashes[bucket[i]].near(hashes[bucket[k]])) {
          join(bucket[i], bucket[k]);
        }
      }
    }
  }

  private int find(int place) {
    int at = place;
    while (leader[at] != at) {
      at = leader[at];
    }
    leader[place] = at;
    return at;
  }

  /** The smaller place leads, so that groups are ordered by their first sample. */
  private void join(int a, int b) {
    int first = find(a);
    int second = find(b);
    leader[Math.max(first, second)] = Math.min(first, second);
  }
}
