"""Times a PyTorch script's way of training and predicting, for docs/performance.md. No part of the tests.

usage: pytorch_steps.py BACKBONE[,BACKBONE...] BATCH REPETITIONS THREADS train|evaluate

Eager float32, NCHW, torchvision's models with the head Linear -> BatchNorm1d, Adam, 224 x 224.
Prints the least CPU time and the least elapsed time of a step, and images a second by the former.
"""

import sys
import time

import torch


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

from torchvision import models  # noqa: E402

CLASSES = 80
HEADS = {
    "resnet18": "fc",
    "resnet50": "fc",
    "densenet121": "classifier",
    "mobilenet_v2": "classifier.1",
    "efficientnet_b0": "classifier.1",
    "vgg16": "classifier.6",
}


def build(name):
    network = getattr(models, name)()
    *parents, last = HEADS[name].split(".")
    parent = network
    for child in parents:
        parent = getattr(parent, child)
    features = getattr(parent, last).in_features
    head = torch.nn.Sequential(torch.nn.Linear(features, CLASSES), torch.nn.BatchNorm1d(CLASSES))
    setattr(parent, last, head)
    return network


def main(names, batch, repetitions, threads, what):
    torch.set_num_threads(threads)
    images = torch.randn(batch, 3, 224, 224)
    targets = (torch.rand(batch, CLASSES) < 0.05).float()
    for name in names.split(","):
        network = build(name)
        network.train(what == "train")
        optimizer = torch.optim.Adam(network.parameters(), lr=1e-4)
        loss_of = torch.nn.BCEWithLogitsLoss()
        times = []
        for _ in range(repetitions):
            cpu, elapsed = time.process_time(), time.perf_counter()
            if what == "train":
                optimizer.zero_grad()
                loss = loss_of(network(images), targets)
                loss.backward()
                optimizer.step()
                loss.item()
            else:
                with torch.no_grad():
                    torch.sigmoid(network(images)).numpy()
            times.append((time.process_time() - cpu, time.perf_counter() - elapsed))
        cpu = min(t[0] for t in times[1:])
        elapsed = min(t[1] for t in times[1:])
        print(f"{name} {what} cpu {cpu:.3f} s elapsed {elapsed:.3f} s {batch / cpu:.1f} images/s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
