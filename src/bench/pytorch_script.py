"""An ordinary PyTorch script's way of training and predicting, for `tagwright bench ... --pytorch PYTHON`.

torchvision's models with the head Linear -> BatchNorm1d, PIL decoding in the main process (a DataLoader without
workers), Resize + ToTensor + Normalize, eager float32, NCHW, Adam, BCEWithLogitsLoss with pos_weight. No part of
Tagwright's tests.

Requests with "peer": "best" are done as PyTorch's performance guide advises: channels last, bfloat16 autocast, fused
Adam, and on a GPU four DataLoader workers with pinned memory. The caller sets the environment that keeps memory.

usage: pytorch_script.py                 answers the requests on standard input, one JSON object per line
       pytorch_script.py start REQUEST   trains one step, prints {"first_step": true} and ends

Each request names what is to be done under "do": hello, train, predict, decode, forget. The answer is one line, too:
the images, seconds and CPU seconds of the work itself, without what is made once (the network), or {"error": ...}.
"""

import json
import os
import sys
import time
import traceback

import PIL
import torch
from PIL import Image

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_DEVIATION = (0.229, 0.224, 0.225)


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
from torch.utils.data import DataLoader, Dataset  # noqa: E402
from torchvision import models, transforms  # noqa: E402
from torchvision.transforms import v2  # noqa: E402


class Photos(Dataset):
    """The images of a folder, over and over up to `count`, with their labels where there is a folder of them."""

    def __init__(self, images, labels, classes, size, count=None):
        self.files = [os.path.join(images, name) for name in sorted(os.listdir(images)) if name.endswith(".jpg")]
        self.targets = [self.read(labels, file, classes) for file in self.files] if labels else None
        self.count = count or len(self.files)
        self.transform = transforms.Compose(
            [
                transforms.Resize((size, size)),
                transforms.ToTensor(),
                transforms.Normalize(IMAGENET_MEAN, IMAGENET_DEVIATION),
            ]
        )

    @staticmethod
    def read(labels, file, classes):
        target = torch.zeros(classes)
        with open(os.path.join(labels, os.path.basename(file)[: -len(".jpg")] + ".cls")) as lines:
            for line in lines:
                target[int(line)] = 1
        return target

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        index %= len(self.files)
        image = self.transform(Image.open(self.files[index]).convert("RGB"))
        return (image, self.targets[index]) if self.targets else image

    def pos_weight(self):
        positives = torch.stack(self.targets).sum(0)
        negatives = len(self.targets) - positives
        return torch.where(positives > 0, negatives / positives.clamp(min=1), torch.ones_like(positives))


def build(name, classes):
    network = getattr(models, name)()
    linear = [path for path, module in network.named_modules() if isinstance(module, torch.nn.Linear)]
    *parents, last = linear[-1].split(".")
    parent = network
    for child in parents:
        parent = getattr(parent, child)
    features = getattr(parent, last).in_features
    head = torch.nn.Sequential(torch.nn.Linear(features, classes), torch.nn.BatchNorm1d(classes))
    setattr(parent, last, head)
    return network, head


def load(network, checkpoint):
    content = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(content["state_dict"])


class Practice:
    """How PyTorch is used: as an ordinary script does, or as well as it can be without changing the network."""

    def __init__(self, request):
        self.device = request["device"]
        self.best = request.get("peer") == "best"
        self.gpu = self.device.startswith("cuda")

    def network(self, network):
        network.to(self.device)
        return network.to(memory_format=torch.channels_last) if self.best else network

    def images(self, images):
        images = images.to(self.device, non_blocking=self.best)
        return images.contiguous(memory_format=torch.channels_last) if self.best else images

    def autocast(self):
        return torch.autocast(self.device.split(":")[0], dtype=torch.bfloat16, enabled=self.best)

    def no_gradients(self):
        return torch.inference_mode() if self.best else torch.no_grad()

    def adam(self, parameters):
        return torch.optim.Adam(parameters, lr=1e-4, fused=True if self.best else None)

    def batches(self, photos, size):
        if self.best and self.gpu:
            return DataLoader(photos, batch_size=size, num_workers=4, pin_memory=True)
        return DataLoader(photos, batch_size=size, num_workers=0)


class Clock:
    def __init__(self, device):
        self.device = device
        self.start, self.cpu = time.perf_counter(), time.process_time()

    def answer(self, images):
        if self.device.startswith("cuda"):
            torch.cuda.synchronize()
        return {
            "images": images,
            "seconds": time.perf_counter() - self.start,
            "cpu_seconds": time.process_time() - self.cpu,
        }


class Training:
    """A network in training; with a frozen backbone only the head's gradients are computed."""

    def __init__(self, request):
        self.practice = Practice(request)
        self.device = request["device"]
        self.network, head = build(request["backbone"], request["classes"])
        if request.get("checkpoint"):
            load(self.network, request["checkpoint"])
        self.practice.network(self.network)
        if request["phase"] != "full":
            for parameter in self.network.parameters():
                parameter.requires_grad = False
            for parameter in head.parameters():
                parameter.requires_grad = True
        learning = [p for p in self.network.parameters() if p.requires_grad]
        self.optimizer = self.practice.adam(learning)

    def run(self, request, after_step=lambda: None):
        photos = Photos(
            os.path.join(request["data"], "images"),
            os.path.join(request["data"], "labels"),
            request["classes"],
            request["size"],
            request["steps"] * request["batch"],
        )
        criterion = torch.nn.BCEWithLogitsLoss(pos_weight=photos.pos_weight().to(self.device))
        self.network.train()
        clock = Clock(self.device)
        for images, targets in self.practice.batches(photos, request["batch"]):
            self.optimizer.zero_grad()
            with self.practice.autocast():
                logits = self.network(self.practice.images(images))
            loss = criterion(logits.float(), targets.to(self.device))
            loss.backward()
            self.optimizer.step()
            loss.item()
            after_step()
        return clock.answer(len(photos))


class Prediction:
    def __init__(self, request):
        self.practice = Practice(request)
        self.device = request["device"]
        self.network, _ = build(request["backbone"], request["classes"])
        load(self.network, request["checkpoint"])
        self.practice.network(self.network).eval()

    def run(self, request):
        clock = Clock(self.device)
        photos = Photos(request["images"], None, None, request["size"])
        labels, scores = [], []
        with self.practice.no_gradients(), self.practice.autocast():
            for images in self.practice.batches(photos, request["batch"]):
                scores.append(torch.sigmoid(self.network(self.practice.images(images)).float()).cpu())
        for row in torch.cat(scores):
            labels.append(torch.nonzero(row > 0.5).flatten().tolist())
        names = [os.path.splitext(os.path.basename(file))[0] for file in photos.files]
        with open(os.path.join(request["out"], "script.json"), "w") as out:
            json.dump(dict(zip(names, labels)), out, indent=4)
        return clock.answer(len(photos))


def decode(request):
    """PIL alone, on one thread; the pictures go to the file `raw` where one is named."""
    folder, size = request["images"], request["size"]
    files = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".jpg")]
    augment = v2.Compose([v2.RandomResizedCrop(size), v2.RandomHorizontalFlip(), v2.RandAugment()])
    clock = Clock("cpu")
    for _ in range(request["repeat"]):
        for file in files:
            image = Image.open(file).convert("RGB")
            if request.get("augment"):
                augment(image)
            else:
                image.resize((size, size), Image.Resampling.BILINEAR)
    answer = clock.answer(request["repeat"] * len(files))
    if request.get("raw"):
        with open(request["raw"], "wb") as raw:
            for file in files:
                image = Image.open(file).convert("RGB").resize((size, size), Image.Resampling.BILINEAR)
                raw.write(image.tobytes())
    return answer


class Session:
    def __init__(self):
        self.kept = {}

    def of(self, request, kind):
        best = request.get("peer") == "best"
        key = (kind, request["backbone"], request.get("phase", "") != "full", request["classes"], best)
        if key not in self.kept:
            self.kept[key] = kind(request)
        return self.kept[key]

    def answer(self, request):
        if "threads" in request:
            torch.set_num_threads(request["threads"])
        what = request["do"]
        if what == "hello":
            return {
                "python": sys.version.split()[0],
                "torch": torch.__version__,
                "torchvision": torchvision.__version__,
                "pillow": PIL.__version__,
            }
        if what == "train":
            return self.of(request, Training).run(request)
        if what == "predict":
            return self.of(request, Prediction).run(request)
        if what == "decode":
            return decode(request)
        if what == "forget":
            self.kept.clear()
            return {}
        raise ValueError("unknown request " + what)


def main():
    # What libraries print must not get between the answers.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)

    def say(answer):
        answers.write(json.dumps(answer) + "\n")

    if sys.argv[1:2] == ["start"]:
        request = json.loads(sys.argv[2])
        torch.set_num_threads(request["threads"])
        Training(request).run(request, lambda: say({"first_step": True}))
        return
    session = Session()
    for line in sys.stdin:
        try:
            say(session.answer(json.loads(line)))
        except Exception as error:
            traceback.print_exc()
            say({"error": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main()
