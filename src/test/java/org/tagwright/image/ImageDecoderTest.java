package org.tagwright.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tagwright.common.SplitMix;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.data.DataFiles;

class ImageDecoderTest {

  @TempDir Path folder;

  /** A file and PIL's result; made by make_image_golden.py beside the resource. */
  record Golden(String name, int side, byte[] file, byte[] squash, byte[] crop) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Golden> goldens() throws IOException {
    try (InputStream in = ImageDecoderTest.class.getResourceAsStream("image-golden.json")) {
      JsonNode all = new ObjectMapper().readTree(in);
      Base64.Decoder base64 = Base64.getDecoder();
      return all.get("cases")
          .valueStream()
          .map(
              c ->
                  new Golden(
                      c.get("name").asText(),
                      all.get("side").asInt(),
                      base64.decode(c.get("file").asText()),
                      base64.decode(c.get("squash").asText()),
                      base64.decode(c.get("crop").asText())))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void everyKindOfFileComesOutAsPilReadsAndResizesIt(Golden golden) throws IOException {
    assertNear(golden, ResizeMode.SQUASH, golden.squash);
    assertNear(golden, ResizeMode.CROP, golden.crop);
  }

  private static void assertNear(Golden golden, ResizeMode mode, byte[] expected)
      throws IOException {
    ImageDecoder decoder = new ImageDecoder(new NetworkInput(golden.side, mode));
    byte[] actual = new byte[decoder.length()];
    decoder.decode(golden.file, actual);
    int sum = 0;
    int most = 0;
    for (int i = 0; i < actual.length; i++) {
      int difference = Math.abs((actual[i] & 0xFF) - (expected[i] & 0xFF));
      sum += difference;
      most = Math.max(most, difference);
    }
    // Four channels are read by the JDK's reader, whose inverse transform rounds elsewhere.
    boolean fourChannels = JpegHeader.of(golden.file).components() == 4;
    assertThat(most)
        .as("%s %s: largest difference", golden, mode)
        .isLessThanOrEqualTo(fourChannels ? 3 : 2);
    assertThat(sum / (double) actual.length)
        .as("%s %s: mean", golden, mode)
        .isLessThan(fourChannels ? 0.6 : 0.45);
  }

  @Test
  void usualJpegsAreReadByTheLibraryThatPilUses() throws IOException {
    for (Golden golden : goldens()) {
      JpegHeader header = JpegHeader.of(golden.file);
      if (header.components() == 1 || header.components() == 3) {
        assertThat(TurboJpeg.read(golden.file, header, null)).as(golden.name).isNotNull();
      }
    }
  }

  @Test
  void imagesOneAfterTheOtherComeOutAsEachByItself() throws IOException {
    ImageDecoder lasting = new ImageDecoder(new NetworkInput(16, ResizeMode.CROP));
    for (int round = 0; round < 2; round++) {
      for (Golden golden : goldens()) {
        byte[] next = new byte[lasting.length()];
        lasting.decode(golden.file, next);
        byte[] alone = new byte[lasting.length()];
        new ImageDecoder(new NetworkInput(16, ResizeMode.CROP)).decode(golden.file, alone);
        assertThat(next).as(golden.name).isEqualTo(alone);
      }
    }
  }

  @Test
  void theEndOfAThumbnailIsNotTheEndOfItsImage() throws IOException {
    byte[] whole = resource("jpeg-with-thumbnail.jpg");
    assertThat(whole).hasSizeGreaterThan(10_000);
    ImageDecoder decoder = new ImageDecoder(new NetworkInput(32, ResizeMode.SQUASH));
    decoder.decode(whole, new byte[decoder.length()]);
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> decoder.decode(cut, new byte[decoder.length()]))
        .isInstanceOf(ImageUnreadableException.class)
        .hasMessageContaining("cut off");
    assertThatThrownBy(() -> ImageProbe.check(written(cut), ImageProbe.Depth.STRUCTURE))
        .isInstanceOf(ImageUnreadableException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void aFilmBehindTheImageChangesNothing() throws IOException {
    byte[] photo = resource("jpeg-with-thumbnail.jpg");
    byte[] withFilm = Arrays.copyOf(photo, photo.length + 200_000);
    byte[] expected = new byte[32 * 32 * 3];
    byte[] actual = new byte[32 * 32 * 3];
    new ImageDecoder(new NetworkInput(32, ResizeMode.CROP)).decode(photo, expected);
    new ImageDecoder(new NetworkInput(32, ResizeMode.CROP)).decode(withFilm, actual);
    assertThat(actual).isEqualTo(expected);
    assertThat(ImageProbe.check(written(withFilm), ImageProbe.Depth.STRUCTURE))
        .isEqualTo(ImageProbe.check(written(photo), ImageProbe.Depth.STRUCTURE));
  }

  @Test
  void imagesOfPhonesThatAreNotReadAreNamed() {
    for (String[] kind : new String[][] {{"heic", "HEIC"}, {"mif1", "HEIF"}, {"avif", "AVIF"}}) {
      byte[] content = ("\0\0\0\030ftyp" + kind[0] + "\0".repeat(99)).getBytes(US_ASCII);
      assertThatThrownBy(
              () ->
                  new ImageDecoder(new NetworkInput(8, ResizeMode.SQUASH))
                      .decode(content, new byte[8 * 8 * 3]))
          .isInstanceOf(ImageUnreadableException.class)
          .hasMessageContaining(kind[1] + " images are not supported");
    }
  }

  @Test
  void whatIsOftenFoundUnderTheNameOfAnImageIsNamed() throws IOException {
    String[][] files = {
      {"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n", "git lfs pull"},
      {"<!DOCTYPE html><html>404</html>", "a web page"},
      {"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG images are not supported"},
      {"\0\0\0\fjP  \r\n", "JPEG 2000 images are not supported"}
    };
    for (String[] file : files) {
      Path path = written(file[0].getBytes(US_ASCII));
      for (ImageProbe.Depth depth : ImageProbe.Depth.values()) {
        assertThatThrownBy(() -> ImageProbe.check(path, depth))
            .isInstanceOf(ImageUnreadableException.class)
            .hasMessageContaining(file[1]);
      }
    }
  }

  @Test
  void anArithmeticJpegIsReadWhereTheQuickCheckLetsItPass() throws IOException {
    byte[] file = golden("jpeg-420").file.clone();
    int frame = new String(file, ISO_8859_1).indexOf("\u00FF\u00C0");
    file[frame + 1] = (byte) 0xC9; // its pixels are then noise, which that coding cannot tell
    for (ImageProbe.Depth depth : ImageProbe.Depth.values()) {
      assertThat(ImageProbe.check(written(file), depth).width()).isEqualTo(52);
    }
  }

  @Test
  void hugeImagesAreReadRowByRowAsSmallOnesAtOnce() throws IOException {
    for (String kind : new String[] {"jpeg-420", "jpeg-gray", "jpeg-progressive", "jpeg-rgb"}) {
      byte[] file = golden(kind).file;
      JpegHeader header = JpegHeader.of(file);
      RgbImage atOnce = TurboJpeg.read(file, header, null);
      RgbImage byRows = TurboJpeg.read(file, header, null, 0);
      for (int y = 0; y < header.height(); y++) {
        for (int x = 0; x < header.width(); x++) {
          assertThat(byRows.pixel(x, y)).as(kind).isEqualTo(atOnce.pixel(x, y));
        }
      }
    }
  }

  private static Golden golden(String name) throws IOException {
    return goldens().stream().filter(g -> g.name.equals(name)).findFirst().orElseThrow();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ImageDecoderTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private Path written(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "image", ""), content);
  }

  @Test
  void aTruncatedJpegIsRefused() throws IOException {
    byte[] whole = DataFiles.jpeg(300, 200, 5);
    ImageDecoder decoder = new ImageDecoder(new NetworkInput(32, ResizeMode.SQUASH));
    byte[] cut = Arrays.copyOf(whole, whole.length * 2 / 3);
    assertThatThrownBy(() -> decoder.decode(cut, new byte[decoder.length()]))
        .isInstanceOf(ImageUnreadableException.class);
  }

  @Test
  void anImageOfTheRightSizeIsNotChanged() throws IOException {
    BufferedImage picture = DataFiles.picture(16, 16, 3);
    byte[] pixels = new byte[16 * 16 * 3];
    new ImageDecoder(new NetworkInput(16, ResizeMode.CROP))
        .decode(DataFiles.encoded(picture, "png"), pixels);
    for (int i = 0; i < 256; i++) {
      int rgb = picture.getRGB(i % 16, i / 16);
      assertThat(Arrays.copyOfRange(pixels, 3 * i, 3 * i + 3))
          .containsExactly((byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb);
    }
  }

  @Test
  void onePixelFillsTheSquare() throws IOException {
    BufferedImage dot = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    dot.setRGB(0, 0, 0xFF8001);
    byte[] pixels = new byte[5 * 5 * 3];
    new ImageDecoder(new NetworkInput(5, ResizeMode.SQUASH))
        .decode(DataFiles.encoded(dot, "png"), pixels);
    for (int i = 0; i < 25; i++) {
      assertThat(Arrays.copyOfRange(pixels, 3 * i, 3 * i + 3))
          .containsExactly((byte) 0xFF, (byte) 0x80, (byte) 0x01);
    }
  }

  @Test
  void whatIsNoImageIsRefusedWithTheReason() {
    ImageDecoder decoder = new ImageDecoder(new NetworkInput(8, ResizeMode.SQUASH));
    byte[] into = new byte[decoder.length()];
    assertThatThrownBy(() -> decoder.decode(new byte[0], into))
        .isInstanceOf(ImageUnreadableException.class)
        .hasMessage("the file is empty");
    assertThatThrownBy(() -> decoder.decode("I am text".getBytes(US_ASCII), into))
        .isInstanceOf(ImageUnreadableException.class)
        .hasMessageContaining("not a JPEG");
    byte[] bomb = {
      (byte) 0x89,
      'P',
      'N',
      'G',
      '\r',
      '\n',
      26,
      '\n',
      0,
      0,
      0,
      13,
      'I',
      'H',
      'D',
      'R',
      0,
      1,
      0,
      0,
      0,
      1,
      0,
      0,
      8,
      2,
      0,
      0,
      0,
      0,
      0,
      0,
      0
    };
    assertThatThrownBy(() -> decoder.decode(bomb, into))
        .isInstanceOf(ImageUnreadableException.class);
  }

  @Test
  void damagedFilesNeverDoWorseThanAnException() throws IOException {
    ImageDecoder decoder = new ImageDecoder(new NetworkInput(8, ResizeMode.SQUASH));
    byte[] into = new byte[decoder.length()];
    SplitMix random = new SplitMix(11);
    int refused = 0;
    for (Golden golden : goldens()) {
      for (int round = 0; round < 60; round++) {
        byte[] damaged = Arrays.copyOf(golden.file, 1 + random.nextInt(golden.file.length));
        for (int hits = random.nextInt(4); hits > 0; hits--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextLong();
        }
        try {
          decoder.decode(damaged, into);
        } catch (ImageUnreadableException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isPositive();
  }
}
