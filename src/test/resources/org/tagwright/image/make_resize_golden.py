"""Makes resize-golden.json: what PIL and torchvision make of three small images (by hand, not in the build).

The crops are torchvision's Resize and CenterCrop, as its published weights have them.
"""
import base64, json
import numpy as np
import PIL, torchvision
from PIL import Image
from torchvision.transforms import InterpolationMode, functional

SIDE = 16
RESIZE = 18


def photo(w, h):
    y, x = np.mgrid[0:h, 0:w].astype(float)
    r = 128 + 100 * np.sin(x / 7) * np.cos(y / 9)
    g = 255 * x / w
    b = 128 + 120 * np.cos((x + y) / 6)
    return np.clip(np.stack([r, g, b], -1), 0, 255).astype(np.uint8)


noise = np.random.default_rng(5)
images = {
    "photo": photo(52, 37),
    "noise": noise.integers(0, 256, (41, 29, 3), np.uint8),
    "black and white, enlarged": (noise.integers(0, 2, (7, 9, 3)) * 255).astype(np.uint8),
}


def encoded(image):
    return base64.b64encode(image.tobytes()).decode()


cases = []
for name, pixels in images.items():
    image = Image.fromarray(pixels)
    case = {"name": name, "width": image.width, "height": image.height, "rgb": encoded(image)}
    for interpolation in ("bilinear", "bicubic"):
        mode = InterpolationMode(interpolation)
        case[interpolation] = {
            "squash": encoded(functional.resize(image, [SIDE, SIDE], mode)),
            "crop": encoded(functional.center_crop(functional.resize(image, [RESIZE], mode), [SIDE, SIDE])),
            "part": encoded(functional.resized_crop(image, 1, 3, image.height - 2, image.width - 5, [SIDE, SIDE], mode)),
        }
    cases.append(case)
json.dump({"pillow": PIL.__version__, "torchvision": torchvision.__version__, "side": SIDE, "resize": RESIZE,
           "cases": cases}, open("resize-golden.json", "w"), indent=0)
