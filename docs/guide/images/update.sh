#!/bin/sh
# Takes the guide's pictures from target/screenshots, where the screen tests put them, and makes them small.
# Needs ImageMagick. Which pictures there are: src/test/java/org/tagwright/GuidePictures.java.
set -e
cd "$(dirname "$0")"
sed -n 's/^ *"\(.*x[0-9]*\)".*/\1/p' ../../../src/test/java/org/tagwright/GuidePictures.java | while read -r name; do
  for colours in 96 64 48 32; do
    convert "../../../target/screenshots/$name.png" +dither -colors $colours -define png:compression-level=9 \
      -define png:compression-filter=0 -strip "$name.png"
    [ "$(wc -c < "$name.png")" -ge 60000 ] || break
  done
done
