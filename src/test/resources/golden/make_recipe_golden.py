# What PyTorch says of optimizers, losses, schedules and averages, for RecipeMathTest: python make_recipe_golden.py   (torch, CPU)
# Everything is computed in float64 and written to recipe.json beside this file.
import json, math, os
import torch

torch.set_default_dtype(torch.float64)


def wave(seed, *shape):
    n = math.prod(shape)
    return (torch.sin(torch.arange(n) * 1.37 + seed) * (1 + torch.arange(n) % 3)).reshape(shape)


def listed(tensor):
    return [float("%.12g" % v) for v in tensor.detach().flatten().tolist()]


def optimizers():
    cases = [
        ("adam", 0.9, 0.0, 0.0), ("adam", 0.9, 0.1, 0.0), ("adamw", 0.9, 0.05, 0.0), ("adamw", 0.9, 0.0, 1.5),
        ("sgd", 0.9, 0.0, 0.0), ("sgd", 0.8, 0.1, 0.0), ("sgd", 0.0, 0.1, 2.0),
    ]
    for name, momentum, decay, clip in cases:
        matrix, bias = wave(1, 2, 3).requires_grad_(), wave(2, 2).requires_grad_()
        groups = [{"params": [matrix], "weight_decay": decay}, {"params": [bias], "weight_decay": 0.0}]
        make = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}.get(name)
        optimizer = make(groups, lr=0.1) if make else torch.optim.SGD(groups, lr=0.1, momentum=momentum)
        steps = []
        for step in range(6):
            for group in optimizer.param_groups:
                group["lr"] = 0.1 / (step + 1)
            matrix.grad, bias.grad = wave(3 + step, 2, 3), wave(9 + step, 2)
            if clip:
                torch.nn.utils.clip_grad_norm_([matrix, bias], clip)
            optimizer.step()
            steps.append({"matrix": listed(matrix), "bias": listed(bias)})
        yield {"optimizer": name, "momentum": momentum, "weight_decay": decay, "clip": clip, "steps": steps}


def accumulation():
    """A linear layer's steps where three batches of four images make one; the last group has a batch of four and one of two."""
    weight = wave(1, 2, 3).requires_grad_()
    features, targets = wave(5, 18, 3), (wave(6, 18, 2) > 0.5).double()
    optimizer = torch.optim.SGD([weight], lr=0.5, momentum=0.9)
    for first, end in ((0, 12), (12, 18)):
        optimizer.zero_grad()
        logits = features[first:end] @ weight.T
        torch.nn.functional.binary_cross_entropy_with_logits(logits, targets[first:end]).backward()
        optimizer.step()
        yield listed(weight)


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "recipe.json"), "w") as out:
    json.dump({"torch": torch.__version__, "optimizers": list(optimizers()), "accumulation": list(accumulation())}, out, separators=(",", ":"))
    out.write("\n")
