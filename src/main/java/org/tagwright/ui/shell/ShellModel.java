package org.tagwright.ui.shell;

import java.nio.file.Path;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Questions;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.Workbench;

/** What the window around the views shows. */
public final class ShellModel {
  private final Workbench workbench;
  private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>();

  public ShellModel(Workbench workbench) {
    this.workbench = workbench;
    Settings settings = workbench.settings();
    theme.set(Theme.valueOf(settings.text("shell.theme", Theme.DARK.name())));
    theme.addListener((all, old, chosen) -> settings.put("shell.theme", chosen.name()));
  }

  /** Goes where the person was the last time, or to the welcome page the first time. */
  public void begin() {
    Settings settings = workbench.settings();
    navigator().go(ViewId.valueOf(settings.text("shell.view", ViewId.WELCOME.name())));
    navigator()
        .currentProperty()
        .addListener((all, old, view) -> settings.put("shell.view", view.name()));
  }

  Workbench workbench() {
    return workbench;
  }

  Navigator navigator() {
    return workbench.navigator();
  }

  ReadOnlyObjectProperty<ViewId> currentProperty() {
    return navigator().currentProperty();
  }

  public ObjectProperty<Theme> themeProperty() {
    return theme;
  }

  void toggleTheme() {
    theme.set(theme.get().other());
  }

  ObservableList<Job<?>> jobs() {
    return workbench.background().shown();
  }

  /** Shows a file or folder by the system's programs. */
  void open(Path path) {
    workbench.open().accept(path);
  }

  Questions questions() {
    return workbench.questions();
  }

  Problems problems() {
    return workbench.problems();
  }
}
