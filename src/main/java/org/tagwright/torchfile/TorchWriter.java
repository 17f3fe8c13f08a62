package org.tagwright.torchfile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.pickle.PickleWriter;
import org.tagwright.torchfile.tensor.OrderedDict;
import org.tagwright.torchfile.tensor.TorchStorage;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;
import org.tagwright.torchfile.zip.StoredZipWriter;

/**
 * Writes the zip format of {@code torch.save} such that {@code torch.load(file, weights_only=True)}
 * takes it.
 *
 * <p>Values may be {@link TorchTensor}, {@link Map} ({@link OrderedDict} stays one), {@link List}
 * and other collections (list), {@link TorchTuple}, {@link String}, {@link Integer}, {@link Long},
 * {@link java.math.BigInteger}, {@link Float}, {@link Double}, {@link Boolean} and {@code null}.
 * Tensors that share a storage share it in the file too.
 */
public final class TorchWriter {
  /** What PyTorch calls the folder in the zip when it knows no better name. */
  private static final String PREFIX = "archive/";

  private TorchWriter() {}

  /**
   * Replaces {@code file} by one that holds {@code root}, in one step: whatever happens meanwhile,
   * the old or the new file is there, whole. Makes the folder if need be.
   *
   * @throws TagwrightException (FAILURE) if the disk does not take it
   * @throws IllegalArgumentException if a value is of another kind than listed
   */
  public static void write(Path file, Map<String, ?> root) {
    PickleWriter pickler = new PickleWriter();
    byte[] pickle = pickler.pickle(root);
    try {
      AtomicFile.writeChannel(file, channel -> write(channel, pickle, pickler.storages()));
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  private static void write(FileChannel channel, byte[] pickle, List<TorchStorage> storages)
      throws IOException {
    StoredZipWriter zip = new StoredZipWriter(channel);
    zip.entry(PREFIX + "data.pkl", pickle);
    zip.entry(PREFIX + ".format_version", ascii("1"));
    zip.entry(PREFIX + ".storage_alignment", ascii("" + StoredZipWriter.ALIGNMENT));
    zip.entry(PREFIX + "byteorder", ascii("little"));
    for (int key = 0; key < storages.size(); key++) {
      TorchStorage storage = storages.get(key);
      zip.entry(PREFIX + "data/" + key, storage.bytes(0, storage.elementCount()));
    }
    zip.entry(PREFIX + "version", ascii("3\n"));
    zip.entry(PREFIX + ".data/serialization_id", ascii(zip.serializationId()));
    zip.finish();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
