#!/bin/sh
# Installs all packages of a repository with dnf into a fresh root: dnf-install.sh with|without the
# plugin. $IN/repository has the packages, $OUT gets root, cache and logs; nothing of the system's
# configuration is read.
set -eu
here=$(dirname "$0")
mkdir "$OUT/root" "$OUT/conf" "$OUT/home"
printf '[main]\nenabled=%s\npolicy=enforce\n' "$([ "$1" = with ] && echo 1 || echo 0)" \
  > "$OUT/conf/rpmcow.conf"
cat > "$OUT/dnf.conf" <<EOF
[main]
gpgcheck=0
pluginpath=$here/../src/dnf
pluginconfpath=$OUT/conf
reposdir=/nonexistent
EOF
PYTHONDONTWRITEBYTECODE=1 HOME="$OUT/home" dnf --quiet --assumeyes \
  --config "$OUT/dnf.conf" --installroot "$OUT/root" --releasever 1 \
  --repofrompath "bench,file://$IN/repository" install '*'
test -e "$OUT/root/opt/bench/49/0"
