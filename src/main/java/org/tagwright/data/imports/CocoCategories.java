package org.tagwright.data.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tagwright.data.FileTree;

/** The categories of a COCO file, in its order. */
final class CocoCategories {
  private record Category(String name, String group) {}

  private final Map<Long, Category> byId = new LinkedHashMap<>();

  /**
   * @param group the supercategory, or empty
   * @return false where there is one of that id already
   */
  boolean add(long id, String name, String group) {
    return byId.putIfAbsent(id, new Category(FileTree.composed(name), group)) == null;
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  List<Long> ids() {
    return List.copyOf(byId.keySet());
  }

  List<String> names() {
    return byId.values().stream().map(Category::name).toList();
  }

  /**
   * Roboflow puts a category above all others, as whose group they are; no box is of it.
   *
   * @param used ids of the categories that boxes have
   * @return the names of what was left out
   */
  List<String> leaveOutGroups(Set<Long> used) {
    Set<String> groups = byId.values().stream().map(Category::group).collect(Collectors.toSet());
    List<Long> unused =
        byId.keySet().stream()
            .filter(id -> !used.contains(id))
            .filter(id -> List.of("", "none", "null").contains(byId.get(id).group))
            .filter(id -> groups.contains(byId.get(id).name))
            .toList();
    return unused.size() == byId.size()
        ? List.of()
        : unused.stream().map(id -> byId.remove(id).name).toList();
  }
}
