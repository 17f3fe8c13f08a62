package org.tagwright.ui.labels;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.labels.ClassEdit;
import org.tagwright.data.labels.ClassPreview;
import org.tagwright.ui.common.LatestWork;

/** A change of the class list as it is put together, with what it would do to the data set. */
public final class ClassesModel {
  /** What is done to the classes. */
  public enum Action {
    ADD("Add"),
    RENAME("Rename"),
    MERGE("Merge"),
    REMOVE("Remove");

    private final String title;

    Action(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** What was found of an edit: a preview, or why it is not possible. */
  private record Found(ClassEdit edit, ClassPreview preview, String problem) {}

  private final LabelDesk desk;
  private final ObjectProperty<Action> action = new SimpleObjectProperty<>(Action.ADD);
  private final ObjectProperty<String> subject = new SimpleObjectProperty<>();
  private final StringProperty name = new SimpleStringProperty("");
  private final ObjectProperty<String> into = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<ClassPreview> preview = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final LatestWork<Found> work;

  public ClassesModel(LabelDesk desk, Executor background, Executor fx) {
    this.desk = desk;
    work = new LatestWork<>(background, fx, this::show);
    action.addListener(o -> ask());
    subject.addListener(o -> ask());
    name.addListener(o -> ask());
    into.addListener(o -> ask());
  }

  /** The names of the classes now. */
  public List<String> classes() {
    return desk.classes().names();
  }

  /** What is put together, or {@code null} where something is missing. */
  private ClassEdit edit() {
    String of = subject.get();
    String to = name.get();
    return switch (action.get()) {
      case ADD -> to.isEmpty() ? null : new ClassEdit.Add(to);
      case RENAME -> of == null || to.isEmpty() ? null : new ClassEdit.Rename(of, to);
      case MERGE -> of == null || into.get() == null ? null : new ClassEdit.Merge(of, into.get());
      case REMOVE -> of == null ? null : new ClassEdit.Remove(of);
    };
  }

  private void ask() {
    ClassEdit wanted = edit();
    preview.set(null);
    problem.set("");
    if (wanted != null) {
      work.request(() -> find(wanted));
    }
  }

  private Found find(ClassEdit wanted) {
    try {
      return new Found(wanted, desk.book().preview(wanted, Progress.NONE), "");
    } catch (TagwrightException | CancellationException e) {
      return new Found(wanted, null, e.getMessage());
    }
  }

  private void show(Found found) {
    if (found.edit.equals(edit())) {
      preview.set(found.preview);
      problem.set(found.problem);
    }
  }

  /** Whether the change can be made. */
  public boolean possible() {
    return preview.get() != null;
  }

  /** Makes the change; one undo takes it back. */
  public void apply() {
    if (possible()) {
      desk.edit(edit());
      preview.set(null);
      name.set("");
    }
  }

  public ObjectProperty<Action> actionProperty() {
    return action;
  }

  /** The name of the class that is renamed, merged or removed. */
  public ObjectProperty<String> subjectProperty() {
    return subject;
  }

  /** The name that is typed, for a new class or one that is renamed. */
  public StringProperty nameProperty() {
    return name;
  }

  /** The name of the class that another is merged into. */
  public ObjectProperty<String> intoProperty() {
    return into;
  }

  /** What the change would do; {@code null}: not known, or not possible. */
  public ReadOnlyObjectProperty<ClassPreview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** Why the change is not possible, or empty. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
