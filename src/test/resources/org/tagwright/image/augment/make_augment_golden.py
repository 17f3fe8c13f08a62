"""Makes augment-golden.json: what torchvision's operations make of three small images (by hand, not in the build).

Of every result there is only a CRC-32, since ours are equal to the last bit; of resized crops there are the pixels.
"""
import base64, json, zlib
import numpy as np
import PIL, torch
from PIL import Image


def quiet(register):
    """torchvision's CUDA wheel registers operators that a CPU build of PyTorch has not."""

    def attempt(operator, function=None, **options):
        def decorate(decorated):
            try:
                return register(operator, decorated, **options)
            except RuntimeError:
                return decorated

        return decorate if function is None else decorate(function)

    return attempt


torch.library.register_fake = quiet(torch.library.register_fake)

import torchvision  # noqa: E402
from torchvision.transforms import v2  # noqa: E402

BINS = 31
SIDE = 16


def photo(w, h, seed):
    """Smooth areas with some noise."""
    noise = np.random.default_rng(seed)
    y, x = np.mgrid[0:h, 0:w].astype(float)
    r = 128 + 100 * np.sin(x / 7 + seed) * np.cos(y / 9)
    g = 255 * x / w
    b = 128 + 120 * np.cos((x + y) / 6 + seed)
    image = np.stack([r, g, b], -1) + noise.normal(0, 8, (h, w, 3))
    return np.clip(image, 0, 255).astype(np.uint8)


def flat(w, h):
    """A few colours, one channel all the same: what histograms stumble over."""
    image = np.full((h, w, 3), 77, np.uint8)
    image[:, w // 3 :, 0] = 200
    image[h // 2 :, :, 1] = 13
    return image


images = [photo(32, 24, 1), (60 + photo(23, 32, 2) // 3).astype(np.uint8), flat(30, 30)]
policies = {"RANDAUGMENT": v2.RandAugment(), "TRIVIALAUGMENT": v2.TrivialAugmentWide()}


def crc(image):
    return f"{zlib.crc32(image.tobytes()):08x}"


def results(policy, name, image):
    """One per magnitude; of signed ones those of the negative magnitudes follow."""
    height, width = image.shape[:2]
    magnitudes, signed = policy._AUGMENTATION_SPACE[name]
    found = magnitudes(BINS, height, width)
    values = [0.0] if found is None else [float(v) for v in found]
    if signed:
        values += [-v for v in values]
    pil = Image.fromarray(image)
    made = [policy._apply_image_or_video_transform(pil, name, v, policy.interpolation, policy._fill) for v in values]
    return {"magnitudes": values, "crc": " ".join(crc(m) for m in made)}


crops = [(0, 0, 32, 24), (3, 1, 20, 18), (9, 5, 7, 11), (30, 2, 2, 20), (13, 7, 16, 16)]
golden = {
    "torchvision": torchvision.__version__,
    "pillow": PIL.__version__,
    "images": [
        {"width": i.shape[1], "height": i.shape[0], "rgb": base64.b64encode(i.tobytes()).decode()} for i in images
    ],
    "policies": {
        key: {name: [results(policy, name, i) for i in images] for name in policy._AUGMENTATION_SPACE}
        for key, policy in policies.items()
    },
    "side": SIDE,
    "crops": [
        {
            "left": left,
            "top": top,
            "width": width,
            "height": height,
            "rgb": base64.b64encode(
                v2.functional.resized_crop(Image.fromarray(images[0]), top, left, height, width, [SIDE, SIDE]).tobytes()
            ).decode(),
        }
        for left, top, width, height in crops
    ],
}
json.dump(golden, open("augment-golden.json", "w"), indent=0)
