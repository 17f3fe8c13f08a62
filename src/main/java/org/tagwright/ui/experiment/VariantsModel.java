package org.tagwright.ui.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.ImageFolder;
import org.tagwright.image.NetworkInput;
import org.tagwright.image.augment.Augmentation;
import org.tagwright.image.augment.AugmentingDecoder;
import org.tagwright.ui.common.Background;

/**
 * What augmentation makes of an image of the data set in nine epochs, drawn by the training's own
 * code. Nothing is read before it is asked for; from then on it follows the form.
 */
public final class VariantsModel {
  static final int VARIANTS = 9;
  private static final Duration TYPING_PAUSE = Duration.ofMillis(300);

  /**
   * What was drawn.
   *
   * @param note what the person should know, or empty
   * @param side of the images, pixels
   * @param images each shape (side, side, 3), RGB; none where they could not be drawn
   */
  public record Variants(String note, int side, List<byte[]> images) {}

  /** What is to be drawn: set on the FX thread, read when it has settled. */
  private record Wanted(Draft draft, int image, long seed) {}

  private final Background background;
  private final Runnable redraw;
  private final ReadOnlyObjectWrapper<Variants> variants = new ReadOnlyObjectWrapper<>();
  private volatile Wanted wanted;

  VariantsModel(Background background, Draft draft) {
    this.background = background;
    this.wanted = new Wanted(draft, 0, 0);
    this.redraw = background.settled(TYPING_PAUSE, "Drawing variants", this::redraw);
  }

  /** The newest, or {@code null} before they were first asked for. */
  public ReadOnlyObjectProperty<Variants> variantsProperty() {
    return variants.getReadOnlyProperty();
  }

  /** Draws anew. */
  public void draw() {
    drawOf(wanted.image);
  }

  /** Goes on to the next image. */
  public void drawNextImage() {
    drawOf(wanted.image + 1);
  }

  private void drawOf(int image) {
    wanted = new Wanted(wanted.draft, image, wanted.seed + 1);
    redraw();
  }

  void follow(Draft now) {
    wanted = new Wanted(now, wanted.image, wanted.seed);
    if (variants.get() != null) {
      redraw.run();
    }
  }

  private void redraw() {
    Wanted now = wanted;
    background.quietly("Drawing variants", p -> of(now)).onDone(variants::set);
  }

  private static Variants of(Wanted wanted) {
    return wanted.draft.problems().isEmpty()
        ? of(wanted.draft.first(), wanted.image, wanted.seed)
        : new Variants("Fix the problems in the form first.", 0, List.of());
  }

  /**
   * @param image counts on through the folder, over and over
   */
  static Variants of(ExperimentConfig config, int image, long seed) {
    Path folder = config.data().trainImagesFolder();
    try {
      List<String> names = ImageFolder.list(folder);
      if (names.isEmpty()) {
        return new Variants("There are no images in " + folder + ".", 0, List.of());
      }
      int sample = image % names.size();
      int other = (sample + 1) % names.size();
      byte[] content = Files.readAllBytes(folder.resolve(names.get(sample)));
      byte[] otherContent = Files.readAllBytes(folder.resolve(names.get(other)));
      NetworkInput input = NetworkInput.of(config.data());
      AugmentingDecoder decoder = new AugmentingDecoder(input);
      List<byte[]> images = new ArrayList<>();
      for (int epoch = 1; epoch <= VARIANTS; epoch++) {
        Augmentation augmentation = new Augmentation(config.augment(), seed, epoch);
        byte[] pixels = decoder.decode(content, sample, augmentation).clone();
        if (augmentation.mixes()) {
          byte[] partner = decoder.decode(otherContent, other, augmentation);
          ByteBuffer batch = ByteBuffer.allocate(2 * pixels.length).put(pixels).put(partner);
          augmentation.mix(new int[] {sample, other}, batch, pixels.length, new float[0]);
          batch.get(0, pixels);
        }
        images.add(pixels);
      }
      return new Variants(note(config, names.get(sample)), input.side(), images);
    } catch (TagwrightException e) {
      return new Variants(e.getMessage(), 0, List.of());
    } catch (IOException e) {
      String reason = Failures.reason(e);
      return new Variants("An image in " + folder + " cannot be read: " + reason, 0, List.of());
    }
  }

  private static String note(ExperimentConfig config, String name) {
    return config.augment().any() ? name : name + ": no augmentation is on";
  }
}
