package org.tagwright.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * A trained network in one file: what is known of it, and its state dict under torchvision's names,
 * in order. The file is what {@code torch.save} writes for such a dict, so checkpoints of PyTorch
 * scripts open here and ours open there.
 */
public record Checkpoint(CheckpointMetadata metadata, Map<String, TorchTensor> stateDict) {

  /**
   * Reads a checkpoint; the tensors are views of the mapped file.
   *
   * @throws org.tagwright.common.TagwrightException (INPUT) if the file is unreadable or no
   *     checkpoint
   */
  public static Checkpoint read(Path file) {
    Object root = TorchFile.open(file);
    CheckpointMetadata metadata = CheckpointMetadata.of(root, file);
    return new Checkpoint(metadata, SavedWeights.read(root, file));
  }

  /**
   * Replaces {@code file} in one step: whatever happens meanwhile, the old checkpoint or the new
   * one is there, whole.
   *
   * @throws org.tagwright.common.TagwrightException (FAILURE) if the disk does not take it
   */
  public static void write(
      Path file, CheckpointMetadata metadata, Map<String, TorchTensor> stateDict) {
    TorchWriter.write(file, metadata.toDict(stateDict));
  }
}
