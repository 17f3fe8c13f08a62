package org.tagwright.ui.common;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Where the window is, and how one view sends the person to another. FX thread only. */
public final class Navigator {
  private final ReadOnlyObjectWrapper<ViewId> current = new ReadOnlyObjectWrapper<>();
  private final Map<Class<?>, Consumer<ViewRequest>> handlers = new HashMap<>();
  private final Map<Class<?>, ViewRequest> waiting = new HashMap<>();

  public ReadOnlyObjectProperty<ViewId> currentProperty() {
    return current.getReadOnlyProperty();
  }

  public ViewId current() {
    return current.get();
  }

  public void go(ViewId view) {
    current.set(view);
  }

  /** Shows the request's view and hands it the request, now or as soon as it is made. */
  public void go(ViewRequest request) {
    go(request.view());
    Consumer<ViewRequest> handler = handlers.get(request.getClass());
    if (handler == null) {
      waiting.put(request.getClass(), request);
    } else {
      handler.accept(request);
    }
  }

  /** Registers who answers requests of a type; takes one that is already waiting. */
  public <R extends ViewRequest> void handle(Class<R> type, Consumer<? super R> handler) {
    handlers.put(type, request -> handler.accept(type.cast(request)));
    ViewRequest early = waiting.remove(type);
    if (early != null) {
      handler.accept(type.cast(early));
    }
  }
}
