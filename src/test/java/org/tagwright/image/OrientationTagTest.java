package org.tagwright.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.data.DataFiles;

class OrientationTagTest {
  @TempDir Path folder;

  private static byte[] png() {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 6; i++) {
      image.setRGB(i % 3, i / 3, 'a' + i);
    }
    return DataFiles.encoded(image, "png");
  }

  /** A byte order, and one entry: the orientation. */
  private static byte[] exif(int orientation, ByteOrder order) {
    ByteBuffer exif = ByteBuffer.allocate(26).order(order);
    exif.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(ISO_8859_1));
    exif.putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) orientation);
    return exif.array();
  }

  private static byte[] exif(int orientation) {
    return exif(orientation, ByteOrder.BIG_ENDIAN);
  }

  private static byte[] joined(Object... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Object part : parts) {
      all.writeBytes(part instanceof String s ? s.getBytes(ISO_8859_1) : (byte[]) part);
    }
    return all.toByteArray();
  }

  private static byte[] number(int bytes, int value, ByteOrder order) {
    ByteBuffer number = ByteBuffer.allocate(4).order(order).putInt(value);
    return order == ByteOrder.BIG_ENDIAN
        ? Arrays.copyOfRange(number.array(), 4 - bytes, 4)
        : Arrays.copyOf(number.array(), bytes);
  }

  /** With a segment before all others. */
  private static byte[] jpeg(byte[] jpeg, Object... parts) {
    byte[] data = joined(parts);
    byte[] length = number(2, data.length + 2, ByteOrder.BIG_ENDIAN);
    byte[] rest = Arrays.copyOfRange(jpeg, 2, jpeg.length);
    return joined("\u00FF\u00D8\u00FF\u00E1", length, data, rest);
  }

  /** With a chunk behind the header. */
  private static byte[] png(String type, Object... parts) {
    byte[] typed = joined(type, joined(parts));
    CRC32 crc = new CRC32();
    crc.update(typed);
    byte[] png = png();
    return joined(
        Arrays.copyOf(png, 33),
        number(4, typed.length - 4, ByteOrder.BIG_ENDIAN),
        typed,
        number(4, (int) crc.getValue(), ByteOrder.BIG_ENDIAN),
        Arrays.copyOfRange(png, 33, png.length));
  }

  /** PIL's lossless file, 52 × 37 pixels, with a chunk at its end. */
  private static byte[] webP(String type, byte[] data) throws IOException {
    byte[] webP;
    try (InputStream in = OrientationTagTest.class.getResourceAsStream("image-golden.json")) {
      String all = new String(in.readAllBytes(), ISO_8859_1);
      String from = all.substring(all.indexOf("\"webp-lossless-alpha\""));
      webP = Base64.getDecoder().decode(from.split("\"")[5]);
    }
    byte[] padding = new byte[data.length % 2];
    byte[] length = number(4, data.length, ByteOrder.LITTLE_ENDIAN);
    byte[] content = joined(webP, type, length, data, padding);
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(4, content.length - 8);
    return content;
  }

  private static RgbImage read(byte[] content, ExifOrientation orientation) throws IOException {
    return RgbReader.read(content, orientation, image -> image);
  }

  private static String text(RgbImage image) {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        text.append((char) image.pixel(x, y));
      }
      text.append('/');
    }
    return text.substring(0, text.length() - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, abc/def", "2, cba/fed", "3, fed/cba", "4, def/abc",
    "5, ad/be/cf", "6, da/eb/fc", "7, fc/eb/da", "8, cf/be/ad",
    "0, abc/def", "9, abc/def"
  })
  void anImageIsTurnedAsExifTransposeDoes(int orientation, String upright) throws IOException {
    byte[] file = png("eXIf", exif(orientation));
    assertThat(text(read(file, ExifOrientation.APPLY))).isEqualTo(upright);
    assertThat(text(read(file, ExifOrientation.IGNORE))).isEqualTo("abc/def");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyFormatWithExifDataIsTurned(int orientation) throws IOException {
    byte[] data = exif(orientation);
    byte[] other = exif(orientation, ByteOrder.LITTLE_ENDIAN);
    byte[] photo = DataFiles.jpeg(40, 30, 5);
    byte[][] files = {
      jpeg(photo, "Exif\0\0", data),
      jpeg(photo, "Exif\0\0", other),
      png("eXIf", other),
      webP("EXIF", data),
      webP("EXIF", joined("Exif\0\0", other))
    };
    for (byte[] file : files) {
      RgbImage stored = read(file, ExifOrientation.IGNORE);
      RgbImage upright = read(file, ExifOrientation.APPLY);
      assertThat(upright)
          .usingRecursiveComparison()
          .isEqualTo(Orientation.of(orientation).apply(stored));
      assertThat(upright.width()).isEqualTo(orientation < 5 ? stored.width() : stored.height());
      assertTurned(file, orientation != 1);
    }
  }

  private void assertTurned(byte[] file, boolean turned) throws IOException {
    Path path = Files.write(folder.resolve("image"), file);
    for (ImageProbe.Depth depth : ImageProbe.Depth.values()) {
      assertThat(ImageProbe.check(path, depth).turned()).isEqualTo(turned);
    }
  }

  @Test
  void xmpTellsWhereExifDoesNot() throws IOException {
    String xmp = "<rdf:Description tiff:Orientation=\"6\"/>";
    byte[] photo = DataFiles.jpeg(40, 30, 5);
    byte[] only = jpeg(photo, "http://ns.adobe.com/xap/1.0/\0", xmp);
    assertTurned(only, true);
    assertTurned(jpeg(only, "Exif\0\0", exif(1)), false);
    String element = "<tiff:Orientation>3</tiff:Orientation>";
    assertTurned(png("iTXt", "XML:com.adobe.xmp\0\0\0\0\0", element), true);
    assertTurned(webP("XMP ", xmp.getBytes(ISO_8859_1)), true);
  }

  @Test
  void whatImageMagickWritesIntoAPngIsRead() throws IOException {
    String text =
        "\nexif\n      32\n" + HexFormat.of().formatHex(joined("Exif\0\0", exif(8))) + "\n";
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(text.getBytes(ISO_8859_1));
    }
    assertTurned(png("tEXt", "Raw profile type exif\0", text), true);
    assertTurned(png("zTXt", "Raw profile type exif\0\0", packed.toByteArray()), true);
  }

  @Test
  void damagedMetadataSayNothing() throws IOException {
    byte[] photo = DataFiles.jpeg(40, 30, 5);
    assertTurned(jpeg(photo, "Exif\0\0", "II*\0\u00FF\u00FF\u00FF\u007F"), false);
    assertTurned(png("tEXt", "Raw profile type exif\0", "\nexif\n 2\nxyz"), false);
    assertTurned(png("zTXt", "Raw profile type exif\0\0", "no deflate"), false);
    assertTurned(png("zTXt", "Raw profile type exif"), false);
    assertTurned(png("eXIf"), false);
    byte[] whole = jpeg(photo, "Exif\0\0", exif(6));
    for (int length = 0; length < 60; length++) {
      assertThat(OrientationTag.of(Arrays.copyOf(whole, length))).isIn(1, 6);
      assertThat(OrientationTag.of(Arrays.copyOf(webP("EXIF", exif(6)), length))).isEqualTo(1);
      byte[] cut = Arrays.copyOf(png("zTXt", "Raw profile type exif\0\0", "x"), length);
      assertThat(OrientationTag.of(cut)).isEqualTo(1);
    }
  }
}
