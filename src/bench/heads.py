"""Tagwright's heads in plain PyTorch; docs/heads.md explains them.

python heads.py FILE.scores...   (torch, torchvision, numpy, pillow)

For each scores file that `tagwright predict --precision fp32` wrote: opens the checkpoint that it names, whatever its
head, scores the same images, and says by how much the scores differ.
"""

import json
import pathlib
import struct
import sys

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional as F


class Csra(nn.Module):
    """Class-specific residual attention (Zhu and Wu 2021): N,C,h,w to N,classes."""

    def __init__(self, channels, classes):
        super().__init__()
        heads = (nn.Conv2d(channels, classes, 1, bias=False) for _ in range(4))
        self.multi_head = nn.ModuleList(nn.ModuleDict({"head": head}) for head in heads)

    def forward(self, maps):
        logits = 0
        for each, temperature in zip(self.multi_head, (1, 2, 4, None)):
            weight = each["head"].weight
            scores = (F.conv2d(maps, weight) / weight.norm(dim=1)).flatten(2)
            if temperature is None:
                attended = scores.max(2).values
            else:
                attended = (scores * (temperature * scores).softmax(2)).sum(2)
            logits = logits + scores.mean(2) + 0.5 * attended
        return logits


class MlDecoder(nn.Module):
    """ML-Decoder (Ridnik et al. 2021) with one fixed query per class: N,C,h,w to N,classes."""

    def __init__(self, channels, classes, width=768, inner=2048):
        super().__init__()
        layer = nn.Module()
        layer.norm1 = nn.LayerNorm(width)
        layer.multihead_attn = nn.MultiheadAttention(width, 8, dropout=0.1, batch_first=True)
        layer.linear1 = nn.Linear(width, inner)
        layer.linear2 = nn.Linear(inner, width)
        layer.norm2 = nn.LayerNorm(width)
        layer.norm3 = nn.LayerNorm(width)
        self.decoder = nn.Module()
        self.decoder.duplicate_pooling = nn.Parameter(torch.empty(classes, width, 1))
        self.decoder.duplicate_pooling_bias = nn.Parameter(torch.zeros(classes))
        nn.init.xavier_normal_(self.decoder.duplicate_pooling)
        self.decoder.layers = nn.ModuleList([layer])
        self.decoder.embed_standart = nn.Linear(channels, width)
        self.decoder.query_embed = nn.Embedding(classes, width).requires_grad_(False)
        self.dropout = nn.Dropout(0.1)

    def forward(self, maps):
        decoder, layer, drop = self.decoder, self.decoder.layers[0], self.dropout
        memory = decoder.embed_standart(maps.flatten(2).transpose(1, 2)).relu()
        x = decoder.query_embed.weight.expand(len(maps), -1, -1)
        x = layer.norm1(x + drop(x))
        x = layer.norm2(x + drop(layer.multihead_attn(x, memory, memory)[0]))
        x = layer.norm3(x + drop(layer.linear2(drop(layer.linear1(x).relu()))))
        return (x * decoder.duplicate_pooling.squeeze(2)).sum(2) + decoder.duplicate_pooling_bias


class Pooled(nn.Sequential):
    """Pooling, linear layer and batch norm: N,C,h,w to N,classes."""

    def __init__(self, channels, classes, pooling):
        super().__init__(nn.Linear(channels * (2 if pooling == "both" else 1), classes), nn.BatchNorm1d(classes))
        self.pooling = pooling

    def forward(self, maps):
        means, maxima = maps.mean((2, 3)), F.adaptive_max_pool2d(maps, 1).flatten(1)
        pooled = {"average": means, "max": maxima, "both": torch.cat([means, maxima], 1)}
        return super().forward(pooled[self.pooling])


class Tagger(nn.Module):
    """The network of a checkpoint: images N,3,H,W, normalised as torchvision's, to logits."""

    def __init__(self, saved):
        import torchvision

        super().__init__()
        self.network = torchvision.models.get_model(saved["model_name"])
        self.vgg = saved["model_name"].startswith("vgg")
        path, last = [(p, m) for p, m in self.network.named_modules() if isinstance(m, nn.Linear)][-1]
        channels, classes = 512 if self.vgg else last.in_features, saved["num_classes"]
        kind, pooling = saved.get("model_head", "linear"), saved.get("model_pooling", "average")
        self.linear_vgg = self.vgg and kind == "linear"
        if self.linear_vgg:
            head = nn.Sequential(nn.Linear(last.in_features, classes), nn.BatchNorm1d(classes))
        elif kind == "linear":
            head = Pooled(channels, classes, pooling)
        else:
            head = {"csra": Csra, "mlDecoder": MlDecoder}[kind](channels, classes)
            if self.vgg:  # these heads come right after the feature maps
                self.network.classifier[0] = self.network.classifier[3] = nn.Identity()
        self.network.set_submodule(path, head)
        self.network.load_state_dict(saved["state_dict"])
        self.head = [head]  # a list: it is registered in the network already

    def maps(self, x):
        if hasattr(self.network, "features"):
            x = self.network.features(x)
            return F.relu(x) if type(self.network).__name__ == "DenseNet" else x
        for name in "conv1 bn1 relu maxpool layer1 layer2 layer3 layer4".split():
            x = getattr(self.network, name)(x)
        return x

    def forward(self, images):
        return self.network(images) if self.linear_vgg else self.head[0](self.maps(images))


def images(folder, names, size):
    """As Tagwright prepares them where it squashes."""
    mean, deviation = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
    for name in names:
        image = Image.open(folder / name).convert("RGB").resize((size, size), Image.Resampling.BILINEAR)
        yield torch.from_numpy(((np.asarray(image) / 255 - mean) / deviation).transpose(2, 0, 1).astype(np.float32))


def compare(path):
    with open(path, "rb") as file:
        header = json.loads(file.readline())
        classes, saved_scores = len(header["classes"]), {}
        while size := file.read(2):
            name = file.read(struct.unpack("<H", size)[0]).decode()
            saved_scores[name] = np.frombuffer(file.read(4 * classes), "<f4")
    saved = torch.load(header["checkpoint"], map_location="cpu", weights_only=True)
    tagger = Tagger(saved).eval()
    inputs = images(pathlib.Path(header["imagesFolder"]), saved_scores, saved["tagwright"]["image_size"])
    with torch.no_grad():
        scores = torch.cat([tagger(image[None]).sigmoid() for image in inputs]).numpy()
    difference = np.abs(scores - np.stack(list(saved_scores.values())))
    print(f"{saved['model_name']} {saved.get('model_head', 'linear')} {saved.get('model_pooling', '')}:"
          f" {len(scores)} images, scores {scores.min():.4f} to {scores.max():.4f},"
          f" greatest difference {difference.max():.1e}, mean {difference.mean():.1e}")


if __name__ == "__main__":
    import pytorch_script  # noqa: F401  imports torchvision beside a CPU build of PyTorch

    for path in sys.argv[1:]:
        compare(path)
