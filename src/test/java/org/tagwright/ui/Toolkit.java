package org.tagwright.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The JavaFX toolkit of a test: begins once, and does work on its thread. */
public final class Toolkit {
  private static final int SECONDS = 30;

  private Toolkit() {}

  /** Begins the toolkit, if no test before has. */
  public static void begin() {
    try {
      FxToolkit.registerPrimaryStage();
    } catch (TimeoutException e) {
      throw new IllegalStateException("JavaFX does not begin", e);
    }
  }

  /** Does work on the FX thread and waits for it. */
  public static <T> T onFx(Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(SECONDS * 1000L, work);
  }

  /** Does work on the FX thread and waits for it. */
  public static void onFx(Runnable work) {
    WaitForAsyncUtils.waitForAsyncFx(SECONDS * 1000L, work);
  }

  /** Waits until something holds, asked on the FX thread. */
  public static void await(String what, BooleanSupplier holds) {
    try {
      WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, () -> onFx(holds::getAsBoolean));
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain for: " + what, e);
    }
  }
}
