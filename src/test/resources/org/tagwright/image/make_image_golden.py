"""Makes image-golden.json: small files of every kind, and what PIL makes of them (by hand, not in the build)."""
import base64, io, json, struct, sys, zlib
import numpy as np
from PIL import Image, __version__

SIDE = 16
W, H = 52, 37


def photo(w=W, h=H, seed=0):
    y, x = np.mgrid[0:h, 0:w].astype(float)
    r = 128 + 100 * np.sin(x / 7 + seed) * np.cos(y / 9)
    g = 255 * x / w
    b = 128 + 120 * np.cos((x + y) / 6 + seed)
    return np.clip(np.stack([r, g, b], -1), 0, 255).astype(np.uint8)


def saved(image, fmt, **options):
    out = io.BytesIO()
    image.save(out, fmt, **options)
    return out.getvalue()


def png16(array, colour):
    """A 16-bit PNG, written by hand: PIL cannot."""
    h, w = array.shape[:2]
    rows = b"".join(b"\0" + array[i].astype(">u2").tobytes() for i in range(h))
    chunk = lambda t, d: struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 16, colour, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


rgb = Image.fromarray(photo())
rgba = rgb.copy()
rgba.putalpha(Image.fromarray((np.mgrid[0:H, 0:W][1] * 4).astype(np.uint8)))
exif = Image.Exif()
exif[0x0112] = 6
files = {
    "jpeg-420": saved(rgb, "JPEG", quality=90, subsampling=2),
    "jpeg-422": saved(rgb, "JPEG", quality=90, subsampling=1),
    "jpeg-444": saved(rgb, "JPEG", quality=90, subsampling=0),
    "jpeg-gray": saved(rgb.convert("L"), "JPEG", quality=90),
    "jpeg-progressive": saved(rgb, "JPEG", quality=90, progressive=True),
    "jpeg-restart": saved(rgb, "JPEG", quality=90, restart_marker_blocks=2),
    "jpeg-rgb": saved(rgb, "JPEG", quality=90, keep_rgb=True),
    "jpeg-cmyk": saved(rgb.convert("CMYK"), "JPEG", quality=90),
    "jpeg-exif-rotated": saved(rgb, "JPEG", quality=90, exif=exif),
    "jpeg-odd": saved(Image.fromarray(photo(17, 9)), "JPEG", quality=90, subsampling=2),
    "jpeg-enlarged": saved(Image.fromarray(photo(9, 7)), "JPEG", quality=95),
    "png": saved(rgb, "PNG"),
    "png-alpha": saved(rgba, "PNG"),
    "png-palette": saved(rgb.quantize(32), "PNG"),
    "png-palette-transparent": saved(rgb.quantize(32), "PNG", transparency=3),
    "png-gray": saved(rgb.convert("L"), "PNG"),
    "png-gray-alpha": saved(rgba.convert("LA"), "PNG"),
    "png-bilevel": saved(rgb.convert("1"), "PNG"),
    "png-rgb16": png16(photo().astype(np.uint16) * 257, 2),
    "bmp": saved(rgb, "BMP"),
    "gif": saved(rgb.quantize(32), "GIF"),
}
GRAY16 = np.array(rgb.convert("L")).astype(np.uint16) * 257
files |= {
    "png-gray16": png16(GRAY16 // 100, 0),
    "png-gray-alpha16": png16(np.dstack([GRAY16, 65535 - GRAY16]), 4),
    "png-rgba16": png16(np.dstack([photo().astype(np.uint16) * 257, GRAY16]), 6),
    "png-rgb-transparent": saved(rgb, "PNG", transparency=(1, 2, 3)),
    "jpeg-two-images": saved(rgb, "MPO", save_all=True, append_images=[rgb.rotate(90)]),
    "webp": saved(rgb, "WEBP"),
    "webp-lossless-alpha": saved(rgba, "WEBP", lossless=True, exact=True),
    "webp-lossy-alpha": saved(rgba, "WEBP"),
    "webp-animated": saved(rgba, "WEBP", save_all=True, append_images=[rgba.rotate(90)]),
    "tiff-lzw": saved(rgb, "TIFF", compression="tiff_lzw"),
    "tiff-jpeg": saved(rgb, "TIFF", compression="jpeg"),
    "tiff-palette": saved(rgb.quantize(32), "TIFF"),
    "tiff-bilevel": saved(rgb.convert("1"), "TIFF", compression="packbits"),
    "tiff-alpha": saved(rgba, "TIFF", compression="tiff_deflate"),
    "tiff-cmyk": saved(rgb.convert("CMYK"), "TIFF"),
    "tiff-gray16": saved(Image.fromarray(GRAY16 // 100), "TIFF"),
    "tiff-float": saved(rgb.convert("F"), "TIFF"),
    "gif-two-colours": saved(rgb.quantize(2), "GIF"),
}
for orientation in range(2, 9):
    exif[0x0112] = orientation
    files[f"tiff-orientation-{orientation}"] = saved(rgb, "TIFF", exif=exif, compression="tiff_lzw")


def on_canvas(gif, left, top, transparent=None):
    """A frame of its own size on a canvas of 80 x 60."""
    control = b"" if transparent is None else b"\x21\xf9\x04\x01\0\0" + bytes([transparent]) + b"\0"
    colours = 13 + 3 * (2 << (gif[10] & 7))
    frame = gif.index(b"\x2c\0\0\0\0", colours)
    return (gif[:6] + struct.pack("<HH", 80, 60) + gif[10:colours] + control
            + b"\x2c" + struct.pack("<HH", left, top) + gif[frame + 5:])


files["gif-on-canvas"] = on_canvas(files["gif"], 20, 10)
files["gif-on-transparent-canvas"] = on_canvas(files["gif"], 20, 10, transparent=7)
files["gif-beyond-canvas"] = on_canvas(files["gif"], 40, 30)
# YCCK: the CMYK file with Adobe's transform flag set; its data are then read as YCC + K.
adobe = files["jpeg-cmyk"].index(b"Adobe")
ycck = bytearray(files["jpeg-cmyk"])
ycck[adobe + 11] = 2
files["jpeg-ycck"] = bytes(ycck)


def squash(image):
    return image.resize((SIDE, SIDE), Image.BILINEAR)


def crop(image):
    w, h = image.size
    short = lambda a, b: int(SIDE * a / b)
    image = image.resize((SIDE, short(h, w)) if w <= h else (short(w, h), SIDE), Image.BILINEAR)
    left, top = int(round((image.width - SIDE) / 2.0)), int(round((image.height - SIDE) / 2.0))
    return image.crop((left, top, left + SIDE, top + SIDE))


b64 = lambda data: base64.b64encode(data).decode()
cases = []
for name, data in files.items():
    image = Image.open(io.BytesIO(data)).convert("RGB")
    cases.append({"name": name, "file": b64(data), "squash": b64(squash(image).tobytes()),
                  "crop": b64(crop(image).tobytes())})
json.dump({"pillow": __version__, "side": SIDE, "cases": cases}, open("image-golden.json", "w"), indent=0)
