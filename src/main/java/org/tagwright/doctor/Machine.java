package org.tagwright.doctor;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.model.Devices;
import org.tagwright.model.TorchLibrary;

/**
 * What decides where a training computes.
 *
 * @param card whether an NVIDIA card is plugged in
 * @param driver NVIDIA's driver
 * @param torch PyTorch's libraries, once loaded
 * @param gpus how many GPUs PyTorch can use
 * @param loadProblem why the libraries could not be loaded
 */
record Machine(
    boolean card,
    Optional<NvidiaDriver> driver,
    Optional<TorchLibrary> torch,
    int gpus,
    @Nullable String loadProblem) {
  /** This one. Loads PyTorch. */
  static Machine here() {
    boolean card = NvidiaDriver.isCardIn(Path.of("/"));
    Optional<NvidiaDriver> driver = NvidiaDriver.find();
    try {
      Optional<TorchLibrary> torch = Optional.of(TorchLibrary.loaded());
      return new Machine(card, driver, torch, Devices.gpus(), null);
    } catch (TagwrightException e) {
      return new Machine(card, driver, Optional.empty(), 0, e.getMessage());
    }
  }
}
