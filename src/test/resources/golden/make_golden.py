# What torchvision says of a model, for the parity tests: python make_golden.py NAME [SIZE]   (torch, torchvision and numpy, CPU)
# SIZE is the side of the images, 224 unless said otherwise: the smaller, the faster the test.
# The weights and images are those of Formula.java; everything is computed in float64, dropout and stochastic depth off.
import hashlib, json, re, sys
import numpy as np, torch, torchvision
from formula import uniform

name, classes, images, size = sys.argv[1], 80, 3, int((sys.argv + [224])[2])
# The last norms of residual branches get half the weight where deep sums would be too large for exact arithmetic.
BOTTLENECKS = r"layer\d\.\d+\.bn3\.weight"
FUSED = r"features\.([1-3]\.\d+\.block\.1|[4-7]\.\d+\.block\.3)\.1\.weight"
RESIDUAL_END = {"resnet18": r"layer\d\.\d+\.bn2\.weight", "resnet50": BOTTLENECKS, "resnet101": BOTTLENECKS, "wide_resnet50_2": BOTTLENECKS,
                "mobilenet_v3_large": r"features\.\d+\.block\.[23]\.1\.weight",
                "efficientnet_v2_s": FUSED, "efficientnet_v2_m": r"features\.[1-7]\.\d+\.block\.\d\.1\.weight",
                "regnet_y_800mf": r".*\.f\.c\.1\.weight", "regnet_y_3_2gf": r".*\.f\.c\.1\.weight"}.get(name, "")


def values(key, shape):
    signed = 2 * uniform(key, np.arange(int(np.prod(shape)))) - 1
    offset, scale = 0, 0.1
    if len(shape) >= 2:
        rectified = len(shape) == 4 or key in ("classifier.0.weight", "classifier.3.weight")
        scale = (np.sqrt(2) if rectified else 1) * np.sqrt(3 / np.prod(shape[1:]))
    elif key.endswith("running_var"):
        offset, scale = 1, 0.5
    elif key.endswith("weight"):
        offset = 0.5 if re.fullmatch(RESIDUAL_END, key) else 1
    return torch.from_numpy((offset + scale * signed).astype(np.float32).reshape(shape))


def rounded(number):
    return float("%.7g" % number)


def listed(tensor):
    return [rounded(v) for v in tensor.detach().flatten().tolist()]


# By module: what is said of each entry of a state dict, without repeating the names.
def tree(entries):
    root = {}
    for key, entry in entries.items():
        *path, last = key.split(".")
        node = root
        for part in path:
            node = node.setdefault(part, {})
        node[last] = entry
    return root


model = torchvision.models.get_model(name)
if name.startswith("vit") and size != model.image_size:
    from torchvision.models.vision_transformer import interpolate_embeddings
    encoder = model.encoder
    interpolated = lambda: interpolate_embeddings(size, model.patch_size, {"encoder.pos_embedding": encoder.pos_embedding})
    encoder.forward = lambda x: encoder.ln(encoder.layers(x + interpolated()["encoder.pos_embedding"]))
    model.image_size = size
head = [key for key, module in model.named_modules() if isinstance(module, torch.nn.Linear)][-1]
num_params = sum(p.numel() for p in model.parameters())
model.set_submodule(head, torch.nn.Sequential(torch.nn.Linear(model.get_submodule(head).in_features, classes), torch.nn.BatchNorm1d(classes)))
for module in model.modules():
    if isinstance(module, (torch.nn.Dropout, torchvision.ops.StochasticDepth)):
        module.p = 0.0

fixed = lambda key: key.endswith(("relative_position_index", "relative_coords_table"))
start = {k: v if fixed(k) else values(k, v.shape) if v.is_floating_point() else torch.zeros_like(v) for k, v in model.state_dict().items()}
digest = hashlib.sha256(b"".join(v.numpy().tobytes() for k, v in start.items() if v.is_floating_point() and not fixed(k)))
n, c, y, x = np.indices((images, 3, size, size))
coarse = 2 * uniform("input.coarse", ((n * 3 + c) * 7 + y // 32) * 7 + x // 32) - 1
fine = 2 * uniform("input.fine", np.arange(n.size)).reshape(n.shape) - 1
inputs = torch.from_numpy((1.5 * coarse + 0.5 * fine + 0.75 * (n - 1)).astype(np.float32)).double()
targets = torch.from_numpy((uniform("targets", np.arange(images * classes)) < 0.06).reshape(images, classes)).double()
pos_weight = torch.from_numpy((1 + 30 * uniform("pos_weight", np.arange(classes))).astype(np.float32)).double()

model.load_state_dict(start)
model.double()
golden = {"model": name, "size": size, "head": head, "num_params": num_params, "residual_end": RESIDUAL_END,
          "state_dict_sha256_first16": digest.hexdigest()[:16]}
evaluated = lambda: listed(model.eval()(inputs))
with torch.no_grad():
    golden["eval_logits_f64"] = evaluated()
logits = model.train()(inputs)
loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, targets, pos_weight=pos_weight)
loss.backward()
golden["train_logits_f64"], golden["loss_train_f64"] = listed(logits), loss.item()
entries = {k: [list(v.shape)] for k, v in model.state_dict().items()}  # the shape, then:
norms = {k: p.grad.norm().item() for k, p in model.named_parameters()}
for k, norm in norms.items():
    entries[k].append(rounded(norm))  # the gradient's norm
for k, v in model.state_dict().items():
    if "running" in k:
        entries[k] += [rounded(v.sum().item()), rounded((v * (1 + torch.arange(v.numel()) % 7)).sum().item())]  # two sums after the step
golden["state"] = tree(entries)
zero = [k for k, norm in norms.items() if norm < 1e-10 * max(norms.values())]
golden["zero_gradient_parameters"] = zero
with torch.no_grad():
    for p in model.parameters():
        p -= 1e-3 * p.grad
    golden["after_sgd_eval_logits_f64"] = evaluated()
    for k, p in model.named_parameters():
        p.copy_(start[k])
        if k in zero:
            p.grad.zero_()
    torch.optim.Adam(model.parameters(), lr=1e-3).step()
    golden["after_adam_eval_logits_f64"] = evaluated()
golden["adam_head_first8_f64"] = {k: listed(p)[:8] for k, p in model.named_parameters() if k.startswith(head + ".")}
with open("golden_%s.json" % name, "w") as out:
    json.dump(golden, out, separators=(",", ":"))
