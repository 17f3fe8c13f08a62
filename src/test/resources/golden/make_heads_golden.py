# What PyTorch says of each head, small, for HeadTest: python make_heads_golden.py   (torch 2.13, torchvision, numpy, CPU)
# The modules are those of src/bench/heads.py, dropout off, in float64; weights and maps are computed as HeadTest does.
import json, pathlib, sys
import numpy as np, torch
from formula import uniform

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here / "../../../bench"))
from heads import Csra, MlDecoder, Pooled

images, channels, classes, height, width = 4, 6, 5, 3, 2


def values(key, shape):
    signed = 2 * uniform(key, np.arange(int(np.prod(shape)))) - 1
    offset, scale = (0, np.sqrt(3 / np.prod(shape[1:]))) if len(shape) > 1 else (1 if key.endswith("weight") else 0, 0.1)
    return torch.from_numpy((offset + scale * signed).astype(np.float32).reshape(shape)).double()


def sums(tensor):
    flat = tensor.detach().flatten()
    return [float("%.9g" % v) for v in (flat.sum(), (flat * (1 + torch.arange(len(flat)) % 7)).sum(), flat.norm())]


heads = {pooling: Pooled(channels, classes, pooling) for pooling in ("average", "max", "both")}
heads |= {"csra": Csra(channels, classes), "mlDecoder": MlDecoder(channels, classes, width=16, inner=24)}
targets = torch.from_numpy((uniform("targets", np.arange(images * classes)) < 0.3).reshape(images, classes)).double()
golden = {"torch": torch.__version__}
for name, head in heads.items():
    head.double()
    head.load_state_dict({k: values("fc." + k, v.shape) for k, v in head.state_dict().items() if "running" not in k and "num_" not in k}, strict=False)
    for module in head.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
        if isinstance(module, torch.nn.MultiheadAttention):
            module.dropout = 0.0
    maps = 3 * values("maps", (images, channels, height, width))
    maps.requires_grad_()
    evaluated = head.eval()(maps).detach()
    logits = head.train()(maps)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, targets)
    loss.backward()
    golden[name] = {
        "keys": {"fc." + k: list(v.shape) for k, v in head.state_dict().items()},
        "evaluated": [float("%.9g" % v) for v in evaluated.flatten()],
        "logits": [float("%.9g" % v) for v in logits.detach().flatten()],
        "loss": loss.item(),
        "gradients": {"fc." + k: sums(p.grad) for k, p in head.named_parameters() if p.grad is not None},
        "maps_gradient": [float("%.9g" % v) for v in maps.grad.flatten()],
    }
(here / "golden_heads.json").write_text(json.dumps(golden, separators=(",", ":")))
