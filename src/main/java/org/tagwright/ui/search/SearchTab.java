package org.tagwright.ui.search;

import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/** The tab of searches, which is there only where there is one. */
public final class SearchTab extends Tab {
  private final SearchesModel model;
  private final TabPane tabs;
  private boolean wanted;

  public SearchTab(SearchesModel model, TabPane tabs) {
    super("Search", new SearchPane(model));
    this.model = model;
    this.tabs = tabs;
    model.shownProperty().addListener(e -> show());
    show();
  }

  /** Brings it to the front, now or as soon as there is a search. */
  public void open() {
    wanted = !tabs.getTabs().contains(this);
    if (!wanted) {
      tabs.getSelectionModel().select(this);
    }
  }

  private void show() {
    boolean any = model.shownProperty().get() != null;
    if (any && !tabs.getTabs().contains(this)) {
      tabs.getTabs().add(this);
      if (wanted) {
        tabs.getSelectionModel().select(this);
        wanted = false;
      }
    } else if (!any) {
      tabs.getTabs().remove(this);
    }
  }
}
