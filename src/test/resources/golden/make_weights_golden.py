# What torchvision says of the weights that it publishes for its classifiers: python make_weights_golden.py   (torchvision)
import json
from torchvision import models

golden = {}
for name in models.list_models(module=models):
    published = models.get_model_weights(name)
    for w in published:
        transform = w.transforms()
        golden.setdefault(name, []).append({
            "file": w.url.split("/")[-1], "default": w == published.DEFAULT, "mebibytes": w.meta["_file_size"],
            "top1": None if w.name == "IMAGENET1K_FEATURES" else w.meta["_metrics"]["ImageNet-1K"]["acc@1"], "giga_operations": w.meta["_ops"],
            "resize": transform.resize_size[0], "crop": transform.crop_size[0], "interpolation": transform.interpolation.value})
with open("published_weights.json", "w") as out:
    out.write("{\n%s\n}\n" % ",\n".join('"%s": %s' % (name, json.dumps(w)) for name, w in golden.items()))
