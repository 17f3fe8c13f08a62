package org.tagwright;

/** Starts the window, or a terminal command when there are arguments. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.err.println("tagwright: nothing here yet");
    System.exit(1);
  }
}
