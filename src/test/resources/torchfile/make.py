# How the files here were made (torch 2.13, CPU): python make.py
import collections, numpy as np, torch

torch.manual_seed(0)
base = torch.arange(24, dtype=torch.float32).reshape(4, 6)
types = {
    "float64": torch.tensor([1.5, -2.25]), "float32": torch.tensor([0.1, -1e30]), "float16": torch.tensor([0.1, -65504.0, 6e-8, float("inf")]),
    "bfloat16": torch.tensor([3.140625, -1e30]), "int64": torch.tensor([2**62, -1]), "int32": torch.tensor([-2**31, 7]),
    "int16": torch.tensor([-32768, 7]), "int8": torch.tensor([-128, 7]), "uint8": torch.tensor([255, 7]), "bool": torch.tensor([True, False]),
}
types = {name: t.to(getattr(torch, name)) for name, t in types.items()}
model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
everything = {
    "types": types,
    "views": {"base": base, "transposed": base.t(), "window": base[1:3, 2:5], "row": base[2], "every second": base[:, ::2],
              "expanded": torch.tensor([7.0]).expand(3, 2), "scalar": torch.tensor(5), "empty": torch.zeros(0, 3)},
    "parameter": torch.nn.Parameter(torch.ones(2)),
    "state_dict": model.state_dict(),
    "nested": {"list": [1, [2, (3, None)], {}], "ints": {0: "a", 1: "b"}, "size": torch.Size([1, 2])},
    "numbers": [0, -1, 255, 65536, -2**31, 2**40, -2**63, 2**80, 1.5, float("inf")],
    "numpy": [np.float64(0.25), np.float32(0.5), np.int64(-3), np.bool_(True)],
    "text": "häß 図", "dtype": torch.float16, "yes": True, "no": False, "none": None,
}
checkpoint = {
    "state_dict": collections.OrderedDict((k, v) for k, v in model.state_dict().items()),
    "model_name": "resnet18", "best_val_f1": np.float64(0.61), "best_epoch": 7, "total_epochs": 18, "best_threshold": torch.tensor(0.45),
    "batch_size": 32, "learning_rate": 1e-4, "learning_rates": (1e-5, 1e-4), "use_differential_lr": False, "base_learning_rate": 1e-4,
    "backbone_base_lr": None, "lr_milestones": [12, 16], "lr_decay_factor": 0.1, "seed": 42, "num_classes": 2, "their_own": "note",
}
for name, thing in (("everything", everything), ("checkpoint", checkpoint)):
    torch.save(thing, name + "-zip.pt")
    torch.save(thing, name + "-legacy.pt", _use_new_zipfile_serialization=False)
torch.save(everything, "everything-protocol4.pt", pickle_protocol=4)
