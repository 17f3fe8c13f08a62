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


def focal(logits, targets, gamma, alpha):
    """torchvision.ops.sigmoid_focal_loss without its reduction."""
    p = torch.sigmoid(logits)
    entropy = torch.nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    p_t = p * targets + (1 - p) * (1 - targets)
    return (alpha * targets + (1 - alpha) * (1 - targets)) * entropy * (1 - p_t) ** gamma


def asymmetric(logits, targets, gamma_positive, gamma_negative, margin):
    """AsymmetricLoss of github.com/Alibaba-MIIL/ASL with disable_torch_grad_focal_loss, without its reduction."""
    positive = torch.sigmoid(logits)
    negative = (1 - positive + margin).clamp(max=1)
    loss = targets * torch.log(positive.clamp(min=1e-8)) + (1 - targets) * torch.log(negative.clamp(min=1e-8))
    with torch.no_grad():
        hit = positive * targets + negative * (1 - targets)
        weight = torch.pow(1 - hit, gamma_positive * targets + gamma_negative * (1 - targets))
    return -loss * weight


def losses():
    images, classes = 4, 3
    values, targets = 3 * wave(4, images, classes), (wave(7, images, classes) > 0.8).double()
    cases = []
    for smoothing in (0, 0.2):
        wanted = targets * (1 - smoothing) + smoothing / 2
        for parameters in ({}, {"focalGamma": 2, "focalAlpha": 0.25}, {"focalGamma": 0, "focalAlpha": 0.6}, {"focalGamma": 0.5, "focalAlpha": 1},
                           {"gammaPositive": 0, "gammaNegative": 4, "probabilityMargin": 0.05},
                           {"gammaPositive": 1.5, "gammaNegative": 3, "probabilityMargin": 0},
                           {"gammaPositive": 0, "gammaNegative": 0, "probabilityMargin": 0.2}):
            logits = values.clone().requires_grad_()
            name = {0: "bce", 2: "focal", 3: "asl"}[len(parameters)]
            if name == "bce":
                loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted)
            else:
                loss = {"focal": focal, "asl": asymmetric}[name](logits, wanted, *parameters.values()).sum(1).mean()
            loss.backward()
            sets = ["training.loss=" + name, "training.labelSmoothing=%g" % smoothing]
            sets += ["training.%s=%g" % item for item in parameters.items()]
            cases.append({"set": sets, "value": loss.item(), "gradient": listed(logits.grad)})
    return {"classes": classes, "logits": listed(values), "targets": listed(targets), "cases": cases}


def schedules():
    """Seven epochs, the first two frozen with half as many steps: 72 steps."""
    steps, frozen, unfrozen, epochs = 72, 6, 12, 7
    scheduler = torch.optim.lr_scheduler
    warm = lambda optimizer, by: scheduler.LinearLR(optimizer, start_factor=0.01, total_iters=by)

    def after_warmup(by, make):
        return lambda optimizer: scheduler.SequentialLR(optimizer, [warm(optimizer, by), make(optimizer)], milestones=[by])

    cosine = lambda over, least: lambda optimizer: scheduler.CosineAnnealingLR(optimizer, T_max=over, eta_min=least)
    cycle = lambda part: lambda optimizer: scheduler.OneCycleLR(
        optimizer, max_lr=[1e-4, 1e-3], total_steps=steps, pct_start=part, div_factor=25, final_div_factor=1e4, cycle_momentum=False)
    falls = [frozen * 2 + unfrozen, frozen * 2 + unfrozen * 3]
    milestones = lambda optimizer: scheduler.MultiStepLR(optimizer, milestones=falls, gamma=0.1)
    cases = [
        (["schedule=constant"], lambda optimizer: scheduler.ConstantLR(optimizer, factor=1)),
        (["schedule=constant", "warmupEpochs=3"], lambda optimizer: warm(optimizer, 24)),
        (["schedule=milestones", "warmupEpochs=1.5"], lambda optimizer: scheduler.ChainedScheduler([warm(optimizer, 9), milestones(optimizer)])),
        (["schedule=cosine"], cosine(steps, 0)),
        (["schedule=cosine", "minLearningRate=1e-5", "warmupEpochs=2.5"], after_warmup(18, cosine(steps - 18, 1e-5))),
        (["schedule=oneCycle"], cycle(0.3)),
        (["schedule=oneCycle", "warmupEpochs=3"], cycle(24 / steps)),
    ]
    for sets, make in cases:
        optimizer = torch.optim.SGD([{"params": [torch.zeros(1)], "lr": rate} for rate in (1e-4, 1e-3)])
        plan, rates = make(optimizer), []
        for _ in range(steps):
            rates.append([float("%.12g" % group["lr"]) for group in optimizer.param_groups])
            optimizer.step()
            plan.step()
        common = ["epochs=7", "batchSize=4", "batchSizeFrozen=8", "unfreezeBackboneEpoch=3", "differential=true",
                  "backboneLearningRate=1e-4", "headLearningRate=1e-3", "milestones=3,5"]
        yield {"set": ["training." + one for one in common + sets], "rates": rates}


def averages():
    """The average of a weight over 40 steps, with the decay that the steps so far allow."""
    average = wave(1, 3)
    for step in range(1, 41):
        decay = min(0.7, (1 + step) / (10 + step))
        torch.optim.swa_utils.get_ema_multi_avg_fn(decay)([average], [wave(step + 1, 3)], step)
        yield listed(average)


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "recipe.json"), "w") as out:
    json.dump({"torch": torch.__version__, "optimizers": list(optimizers()), "accumulation": list(accumulation()), "losses": losses(), "schedules": list(schedules()), "averages": list(averages())}, out, separators=(",", ":"))
    out.write("\n")
