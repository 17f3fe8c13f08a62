package org.tagwright.ui.labels;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.tagwright.ui.common.widget.Texts;

/** Nodes beside each other, as many as fit; the last one counts the rest. */
final class OneRow extends Region {
  private static final double GAP = 5;

  private final Label rest = Texts.empty("chip-rest");

  OneRow() {
    setMinWidth(0);
    rest.setVisible(false);
    getChildren().add(rest);
  }

  /** Leaves alone what is shown already: a node that comes anew is styled anew. */
  void show(List<? extends Node> nodes) {
    List<Node> children = getChildren();
    Set<Node> wanted = new HashSet<>(nodes);
    children.removeIf(node -> node != rest && !wanted.contains(node));
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (children.get(i) != node) {
        children.remove(node);
        children.add(i, node);
      }
    }
  }

  @Override
  protected double computePrefWidth(double height) {
    return nodes().stream().mapToDouble(n -> Math.ceil(n.prefWidth(-1)) + GAP).sum();
  }

  @Override
  protected double computePrefHeight(double width) {
    return nodes().stream().mapToDouble(n -> Math.ceil(n.prefHeight(-1))).max().orElse(0);
  }

  private List<Node> nodes() {
    return getChildren().subList(0, getChildren().size() - 1);
  }

  @Override
  protected void layoutChildren() {
    List<Node> nodes = nodes();
    double width = getWidth();
    int fitting = fitting(nodes, width);
    if (fitting < nodes.size()) {
      rest.setText("+" + nodes.size());
      fitting = fitting(nodes, width - Math.ceil(rest.prefWidth(-1)) - GAP);
    }
    double x = 0;
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).setVisible(i < fitting);
      if (i < fitting) {
        x = place(nodes.get(i), x);
      }
    }
    rest.setVisible(fitting < nodes.size());
    if (rest.isVisible()) {
      rest.setText("+" + (nodes.size() - fitting));
      place(rest, x);
    }
  }

  private static int fitting(List<Node> nodes, double width) {
    double x = 0;
    int count = 0;
    for (Node node : nodes) {
      x += Math.ceil(node.prefWidth(-1));
      if (x > width + 0.5) {
        return count;
      }
      x += GAP;
      count++;
    }
    return count;
  }

  private double place(Node node, double x) {
    double w = Math.ceil(node.prefWidth(-1));
    double h = Math.ceil(node.prefHeight(-1));
    node.resizeRelocate(x, Math.rint((getHeight() - h) / 2), w, h);
    return x + w + GAP;
  }
}
