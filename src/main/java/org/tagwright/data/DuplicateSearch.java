package org.tagwright.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tagwright.data.ImageSurvey.DuplicateGroup;

/**
 * Groups pictures that are the same or alike. Compares only pictures that share a piece of their
 * hash: with 16 pieces and at most 15 different bits, no pair is missed by that.
 */
final class DuplicateSearch {
  private final List<Integer> samples;
  private final Map<Integer, PictureHash> hashes;
  private final Progress progress;

  /** For each sample one that it is grouped with; following them leads to the group's own. */
  private final Map<Integer, Integer> leader = new HashMap<>();

  DuplicateSearch(Map<Integer, PictureHash> hashes, Progress progress) {
    this.hashes = hashes;
    this.progress = progress;
    this.samples = hashes.keySet().stream().sorted().toList();
    samples.forEach(s -> leader.put(s, s));
  }

  List<DuplicateGroup> groups() {
    for (int piece = 0; piece < PictureHash.PIECES; piece++) {
      progress.orCancel();
      progress.update("comparing images", piece, PictureHash.PIECES);
      compareWithin(byPiece(piece).values());
    }
    Map<Integer, List<Integer>> members = new TreeMap<>();
    for (int sample : samples) {
      members.computeIfAbsent(find(sample), s -> new ArrayList<>()).add(sample);
    }
    List<DuplicateGroup> groups = new ArrayList<>();
    for (List<Integer> group : members.values()) {
      if (group.size() > 1) {
        PictureHash first = hashes.get(group.get(0));
        boolean exact = group.stream().allMatch(s -> hashes.get(s).same(first));
        groups.add(new DuplicateGroup(List.copyOf(group), exact));
      }
    }
    return List.copyOf(groups);
  }

  private Map<Integer, List<Integer>> byPiece(int piece) {
    Map<Integer, List<Integer>> samplesOfPiece = new HashMap<>();
    for (int sample : samples) {
      samplesOfPiece
          .computeIfAbsent(hashes.get(sample).piece(piece), p -> new ArrayList<>())
          .add(sample);
    }
    return samplesOfPiece;
  }

  private void compareWithin(Collection<List<Integer>> buckets) {
    for (List<Integer> bucket : buckets) {
      progress.orCancel();
      for (int i = 0; i < bucket.size(); i++) {
        PictureHash hash = hashes.get(bucket.get(i));
        for (int k = i + 1; k < bucket.size(); k++) {
          if (hash.near(hashes.get(bucket.get(k)))) {
            join(bucket.get(i), bucket.get(k));
          }
        }
      }
    }
  }

  private int find(int sample) {
    int at = sample;
    while (leader.get(at) != at) {
      at = leader.get(at);
    }
    leader.put(sample, at);
    return at;
  }

  /** The smaller number leads, so that groups are ordered by their first sample. */
  private void join(int a, int b) {
    int first = find(a);
    int second = find(b);
    leader.put(Math.max(first, second), Math.min(first, second));
  }
}
