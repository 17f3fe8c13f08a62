# How real-world.pt and thresholds-*.pt were made (torch 2.13, CPU): python make_more.py
# real-world.pt: one of everything that torch.load(weights_only=True) reads and a state dict has no use for.
import collections, torch

torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
optimizer = torch.optim.Adam(net.parameters())
scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [12, 16, 16])
net(torch.ones(2, 3)).sum().backward()
optimizer.step()
attributed = torch.tensor([1.0, 2.0])
attributed.note = "an attribute"
parameter = torch.nn.Parameter(torch.tensor([3.0]))
parameter.note = "an attribute"
torch.save({
    "state_dict": net.state_dict(), "optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict(),
    "model_name": "resnet18", "best_epoch": torch.tensor(7), "best_threshold": torch.linspace(.05, .95, 19)[5],
    "set": {1, 2}, "empty set": set(), "bytearray": bytearray(b"\x00\xff"), "bytes": b"\x00\xff", "complex": 1 + 2j, "big": 2**1000,
    "tuple key": {(0, "a"): 1}, "dtype": torch.bfloat16, "new dtype": torch.uint16, "device": torch.device("cpu"), "size": torch.Size([2, 3]),
    "uint16": torch.tensor([1, 65535], dtype=torch.uint16), "uint32": torch.tensor([2**32 - 1], dtype=torch.uint32),
    "uint64": torch.tensor([2**63], dtype=torch.uint64), "float8": torch.ones(2).to(torch.float8_e4m3fn), "complex tensor": torch.tensor([1 + 2j]),
    "sparse": torch.tensor([[0.0, 1.0]]).to_sparse(), "csr": torch.tensor([[0.0, 1.0]]).to_sparse_csr(), "meta": torch.empty(2, device="meta"),
    "quantized": torch.quantize_per_tensor(torch.ones(2), 0.5, 0, torch.qint8),
    "quantized per channel": torch.quantize_per_channel(torch.ones(2, 2), torch.tensor([.5, .5]), torch.tensor([0, 0]), 0, torch.quint8),
    "attributed": attributed, "parameter": parameter, "nested": torch.nested.nested_tensor([torch.ones(2), torch.ones(3)]),
    "counter": collections.Counter("aab"), "storage": torch.ones(2).untyped_storage(),
}, "real-world.pt")
torch.load("real-world.pt", weights_only=True)

# Thresholds as scripts save them: views of a larger storage, lists of tensors, a tensor per class.
grid = torch.linspace(.05, .95, 19)
for name, threshold in (("view", grid[5]), ("list", list(torch.linspace(.1, .9, 2))), ("tensor", torch.linspace(0, 1, 11)[1::8]),
                        ("float64", grid.double()[5]), ("parameter", torch.nn.Parameter(grid[5:6]))):
    for legacy in (False, True)[: 2 if name in ("view", "list") else 1]:
        torch.save({"state_dict": net.state_dict(), "model_name": "resnet18", "num_classes": 2, "best_threshold": threshold},
                   "thresholds-%s-%s.pt" % (name, "legacy" if legacy else "zip"), _use_new_zipfile_serialization=not legacy)
