package org.tagwright.config.backbone;

import java.util.List;

/**
 * The backbones that one file builds. Implementations are listed in {@code
 * META-INF/services/org.tagwright.config.backbone.BackboneFamily}, in the order in which they are
 * offered.
 */
public interface BackboneFamily {
  /** As people call it, such as {@code ResNet}; several files may build parts of one. */
  String title();

  List<? extends BackboneFacts> members();
}
