package org.tagwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.data.DataFiles;
import org.tagwright.image.resample.Resampler;

class PreviewTest {
  private static final byte[] PHOTO = DataFiles.jpeg(803, 601, 5);

  @TempDir Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("a.jpg"), content);
  }

  private static RgbImage full(byte[] content, ExifOrientation orientation) throws IOException {
    return RgbReader.read(content, orientation, image -> image);
  }

  @Test
  void aJpegReadAtAPartOfItsSizeLooksTheSame() throws IOException {
    for (byte[] content : new byte[][] {PHOTO, DataFiles.upsideDown(PHOTO)}) {
      RgbImage image = full(content, ExifOrientation.APPLY);
      for (int side : new int[] {400, 200, 90, 30}) {
        Preview made = Preview.covering(file(content), ExifOrientation.APPLY, side, side);
        byte[] exact = new byte[side * side * 3];
        int scaled = (int) Math.round(803 * (side / 601.0));
        Resampler.middle(803, 601, scaled, side, side, side).resize(image.rows(), exact);
        int most = 0;
        for (int i = 0; i < exact.length; i++) {
          most = Math.max(most, Math.abs((made.rgb()[i] & 0xFF) - (exact[i] & 0xFF)));
        }
        assertThat(most).as("side %d", side).isLessThan(12);
      }
    }
  }

  @Test
  void smallJpegsAreReadAtAPartOfTheirSize() throws IOException {
    JpegHeader header = JpegHeader.of(PHOTO);
    for (int reduction : new int[] {2, 4, 8}) {
      RgbImage reduced = ReducedJpeg.read(PHOTO, header, reduction);
      assertThat(reduced.width()).isEqualTo((803 + reduction - 1) / reduction);
      assertThat(reduced.height()).isEqualTo((601 + reduction - 1) / reduction);
    }
  }

  @Test
  void damagedJpegsAreRefusedAsForTheNetwork() throws IOException {
    Path cut = file(Arrays.copyOf(PHOTO, PHOTO.length / 2));
    assertThatThrownBy(() -> Preview.whole(cut, ExifOrientation.IGNORE, 50, 50, 1))
        .isInstanceOf(ImageUnreadableException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void nothingIsEnlargedThatShallNotBe() throws IOException {
    Preview made = Preview.whole(file(PHOTO), ExifOrientation.IGNORE, 4096, 4096, 1);
    assertThat(made.width()).isEqualTo(803);
    assertThat(made.height()).isEqualTo(601);
  }
}
