#!/bin/sh
# Installs the .deb of the first argument in a bare Debian without Java, and starts the program there: its version, the
# demo, and the window. Needs root, mmdebstrap, xvfb, xdotool and Debian's archive.
set -eu
deb=$(readlink -f "$1")
root=$(mktemp -d)
display=
finish() {
  code=$?
  [ -z "$display" ] || kill "$display"
  rm -rf "$root"
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
  echo "The installed program does not work: $*" >&2
  exit 1
}
inside() {
  unshare --mount --pid --fork --kill-child sh -c '
    mount --bind /dev "$0/dev" && mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/tmp"
    mkdir "$0/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"
    exec chroot "$0" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DISPLAY="${DISPLAY:-}" "$@"' "$root" "$@"
}

mmdebstrap --mode=root --variant=minbase --quiet \
  --customize-hook="copy-in $deb /var/tmp" \
  --customize-hook='chroot "$1" apt-get install -y -qq --no-install-recommends /var/tmp/'"$(basename "$deb")" \
  "${SUITE:-bookworm}" "$root"
! inside sh -c 'command -v java' || fail "there is another Java"

inside tagwright --version | grep '^Tagwright [0-9]' || fail "no version"
inside tagwright demo --quiet || fail "no demo"

Xvfb :99 -screen 0 1280x800x24 -nolisten tcp &
display=$!
DISPLAY=:99
export DISPLAY
sleep 2
inside tagwright &
window=$!
seconds=0
until xdotool search --onlyvisible --name '^Tagwright' >/dev/null 2>&1; do
  [ $seconds -lt 60 ] || fail "no window after a minute"
  sleep 1
  seconds=$((seconds + 1))
done
kill "$window"
echo "Installed and started: version, demo and window."
