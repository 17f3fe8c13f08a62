package org.tagwright.data.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.FileTree;
import org.tagwright.data.LabelSet;

/**
 * The class names in YOLO's {@code data.yaml}. Names are taken as they are written: a class {@code
 * no} or {@code 007} is no truth value and no number.
 */
final class YamlNames {
  private final Path file;

  private YamlNames(Path file) {
    this.file = file;
  }

  /**
   * @throws TagwrightException of kind input where the file is no YAML or has no class names
   */
  static LabelSet read(Path file) {
    return new YamlNames(file).read();
  }

  private LabelSet read() {
    Node root = root();
    Node names = field(root, "names");
    List<String> found = names instanceof SequenceNode list ? listed(list) : numbered(names);
    if (found.isEmpty()) {
      throw wrong("has no list of class names under \"names:\"");
    }
    if (found.stream().anyMatch(String::isBlank) || new HashSet<>(found).size() < found.size()) {
      throw wrong("has a class name that is blank or occurs twice");
    }
    if (field(root, "nc") instanceof ScalarNode nc
        && !nc.getValue().equals(String.valueOf(found.size()))) {
      throw wrong("says nc: " + nc.getValue() + ", but names " + found.size() + " classes");
    }
    return new LabelSet(found);
  }

  private Node root() {
    try (InputStream in = Files.newInputStream(file)) {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeInputStream(in);
      return root.orElseThrow(() -> wrong("is empty"));
    } catch (IOException e) {
      throw TagwrightException.input(
          "The file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
    } catch (MarkedYamlEngineException e) {
      String line =
          e.getProblemMark().map(mark -> " (line " + (mark.getLine() + 1) + ")").orElse("");
      throw wrong("is not valid YAML" + line + ": " + e.getProblem());
    } catch (YamlEngineException e) {
      throw wrong("is not valid YAML: " + e.getMessage());
    }
  }

  private Node field(Node root, String name) {
    Node found = null;
    if (root instanceof MappingNode fields) {
      for (NodeTuple field : fields.getValue()) {
        if (field.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
          if (found != null) {
            throw wrong("has \"" + name + ":\" twice; leave one");
          }
          found = field.getValueNode();
        }
      }
    }
    return found;
  }

  private List<String> listed(SequenceNode names) {
    List<String> found = new ArrayList<>();
    names.getValue().forEach(name -> found.add(text(name)));
    return found;
  }

  private List<String> numbered(Node names) {
    Map<Integer, String> found = new TreeMap<>();
    if (names instanceof MappingNode numbered) {
      for (NodeTuple name : numbered.getValue()) {
        String key = text(name.getKeyNode());
        if (!key.matches("\\d{1,6}")
            || found.put(Integer.parseInt(key), text(name.getValueNode())) != null) {
          throw wrong("numbers its class names by '" + key + "'; 0, 1, 2, … is expected");
        }
      }
      if (!found.keySet().stream().allMatch(i -> i < found.size())) {
        throw wrong("leaves out a number between 0 and its last class");
      }
    }
    return List.copyOf(found.values());
  }

  private String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return FileTree.composed(scalar.getValue().strip());
    }
    throw wrong("has something else than a name in its list of class names");
  }

  private TagwrightException wrong(String what) {
    return TagwrightException.input("The file " + file + " " + what + ".");
  }
}
