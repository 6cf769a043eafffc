#!/bin/sh
# Serves a directory by nginx over loopback while a command runs: serve.sh DIRECTORY COMMAND. The
# command finds the address in $URL. Server and all its files are gone afterwards.
set -eu
folder=$(mktemp -d)
end() {
  if [ -e "$folder/pid" ]; then kill "$(cat "$folder/pid")"; fi
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 1' INT TERM
port=$((20000 + $$ % 20000))
user=''
if [ "$(id -u)" = 0 ]; then user='user root;'; fi
cat > "$folder/conf" <<EOF
$user
pid $folder/pid;
error_log $folder/errors;
events {}
http {
  access_log off;
  client_body_temp_path $folder/a;
  proxy_temp_path $folder/b;
  fastcgi_temp_path $folder/c;
  uwsgi_temp_path $folder/d;
  scgi_temp_path $folder/e;
  server { listen 127.0.0.1:$port; root $1; }
}
EOF
# It is in the background once it listens.
nginx -p "$folder" -e "$folder/errors" -c "$folder/conf"
URL="http://127.0.0.1:$port/" sh -c "$2"
