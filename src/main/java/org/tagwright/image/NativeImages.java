package org.tagwright.image;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import org.bytedeco.javacpp.Loader;

/**
 * The native library with libtiff, libjpeg-turbo and libwebp in it: Bytedeco's build of Leptonica,
 * which is small and maintained for all systems.
 */
final class NativeImages {
  private static final String FILE = find();

  private NativeImages() {}

  /**
   * @return the functions of {@code type}, or {@code null} where they cannot be loaded
   */
  static <T extends Library> T load(Class<T> type) {
    try {
      return FILE == null ? null : Native.load(FILE, type);
    } catch (LinkageError e) {
      goWithout(e.toString());
      return null;
    }
  }

  private static String find() {
    String folder = "/org/bytedeco/leptonica/" + Loader.getPlatform();
    try {
      URL resources = NativeImages.class.getResource(folder);
      File[] files = resources == null ? null : Loader.cacheResource(resources).listFiles();
      for (File file : files == null ? new File[0] : files) {
        if (file.getName().startsWith("libleptonica")) {
          return file.toString();
        }
      }
      goWithout(folder + " is not there");
    } catch (IOException | LinkageError e) {
      goWithout(e.toString());
    }
    return null;
  }

  private static void goWithout(String reason) {
    System.getLogger(NativeImages.class.getName())
        .log(
            System.Logger.Level.INFO,
            "JPEGs are read by Java''s own, slower reader, and WebP not at all: {0}",
            reason);
  }
}
