package org.tagwright.ui.common.widget;

import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.javafx.FontIcon;

/** Menus and their entries. */
public final class Menus {
  private Menus() {}

  /** An entry; an underscore in its text is one. */
  public static MenuItem item(String text, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setMnemonicParsing(false);
    item.setOnAction(e -> action.run());
    return item;
  }

  /**
   * @param icon Ikonli literal
   */
  public static MenuItem item(String text, String icon, Runnable action) {
    MenuItem item = item(text, action);
    item.setGraphic(new FontIcon(icon));
    return item;
  }

  /**
   * A menu behind a flat icon.
   *
   * @param what what is in it, for its tooltip and for those who listen
   * @param style of the icon, such as {@code button-icon}
   */
  public static MenuButton icon(String icon, String what, String style, List<MenuItem> items) {
    MenuButton menu = new MenuButton(null, new FontIcon(icon), items.toArray(MenuItem[]::new));
    menu.getStyleClass().addAll("flat", style, "no-arrow");
    return Buttons.explained(menu, what);
  }
}
