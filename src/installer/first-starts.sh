#!/bin/sh
# Starts each of the program's frequent commands once, as a user whose home is the second argument.
set -eu
tagwright=$1
HOME=$2
export HOME
unset XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME TAGWRIGHT_OPTS PYTORCH_LIBRARY_PATH
if [ -z "${DISPLAY:-}" ]; then
  if ! command -v xvfb-run >/dev/null; then
    echo "The installer needs a display once, to find the classes of the window: set DISPLAY, or install xvfb." >&2
    exit 1
  fi
  exec xvfb-run -a -s "-screen 0 1280x800x24" "$0" "$@"
fi

data=$HOME/demo
"$tagwright" data demo --dir "$data" --train 24 --test 4 --size 64 --quiet
cat >"$HOME/config.json" <<END
{
  "data": {"root": "$data", "imageSize": 64},
  "model": {"pretrained": false},
  "training": {"epochs": 1, "batchSize": 8, "freezeBackboneAtStart": false},
  "output": {"trainedModels": "$HOME/models", "runs": "$HOME/runs", "predictions": "$HOME/predictions"}
}
END
"$tagwright" train "$HOME/config.json" --quiet
checkpoint=$(ls "$HOME"/models/*.pt)
"$tagwright" predict --checkpoint "$checkpoint" --images "$data/images/test-resized" --out "$HOME/predicted" --quiet
"$tagwright" results --root "$HOME/models" >"$HOME/results.txt"
TAGWRIGHT_OPTS=-Dtagwright.classes.only=true "$tagwright"
