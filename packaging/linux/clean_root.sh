#!/usr/bin/env bash
# Does the .deb work on a Debian that has never seen Evenside? As root, with debootstrap:
#
#     packaging/linux/clean_root.sh dist/evenside_VERSION_amd64.deb FOLDER
#
# FOLDER becomes (or is) a bare Debian 12. The package is installed there by apt, walked through by a
# person without rights, opened as a real window and clicked, and removed; the log must stay.
# Pictures of the window are left in FOLDER/home/person.
set -euo pipefail
package=$(readlink -f "$1") root=$2
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

inside() { chroot "$root" "$@"; }
person() { inside setpriv --reuid person --regid person --clear-groups env -i HOME=/home/person \
  PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY=:77 XDG_RUNTIME_DIR=/home/person/runtime "$@"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

[ -e "$root/etc/debian_version" ] || debootstrap --variant=minbase bookworm "$root" >/dev/null
# a screen, hands and eyes; nothing that Evenside itself could lean on is asked for by name
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends xvfb openbox xdotool imagemagick >/dev/null
inside id person >/dev/null 2>&1 || inside useradd --create-home person
inside install -d -o person -g person -m 700 /home/person/runtime
[ -e "$root/dev/null" ] || inside mknod -m 666 /dev/null c 1 3
inside find /usr /etc -xdev -type f | sort >"$root/before.txt"

cp "$package" "$root/tmp/evenside.deb"
inside apt-get install -y -qq --no-install-recommends /tmp/evenside.deb >/dev/null
rm "$root/tmp/evenside.deb"

inside Xvfb :77 -screen 0 1280x800x24 -ac -nolisten tcp >/dev/null 2>&1 &
screen=$!
app=""
trap 'kill $app $screen 2>/dev/null || true' EXIT
for _ in $(seq 50); do [ -e "$root/tmp/.X11-unix/X77" ] && break; sleep 0.1; done
person openbox >/dev/null 2>&1 &

person /usr/bin/evenside --version
said=$(person /usr/bin/evenside --smoke 2>"$root/said.txt") || fail "the walk: $(cat "$root/said.txt")"
[ "$said" = "smoke ok" ] || fail "the walk said: $said"
[ ! -s "$root/said.txt" ] || fail "not silent: $(cat "$root/said.txt")"
echo "walked through"

person /usr/bin/evenside >"$root/said.txt" 2>&1 &
app=$!
window=""
for _ in $(seq 100); do
  window=$(person xdotool search --onlyvisible --name Evenside 2>/dev/null | tail -1) || true
  [ -n "$window" ] && break
  sleep 0.2
done
[ -n "$window" ] || fail "no window: $(cat "$root/said.txt")"
sleep 4
person import -window root /home/person/1-start.png
person xdotool mousemove --window "$window" 40 300 click 1
sleep 2
person import -window root /home/person/2-clicked.png
person xdotool windowfocus "$window" key alt+F4 2>/dev/null
for _ in $(seq 50); do
  kill -0 "$app" 2>/dev/null || break
  sleep 0.2
done
kill -0 "$app" 2>/dev/null && fail "the window does not close"
wait "$app" || fail "closing ended with $?"
[ ! -s "$root/said.txt" ] || fail "the window was not silent: $(cat "$root/said.txt")"
person find /home/person/.local/share/Evenside -type f | sort
log=$(person find /home/person/.local/share/Evenside -type f | wc -l)
[ "$log" -gt 0 ] || fail "the log is not where it must be"
echo "opened, clicked, closed; $log files of the person"

inside apt-get purge -y -qq evenside >/dev/null
inside find /usr /etc -xdev -type f | sort | grep -i evenside && fail "files were left behind"
[ "$(person find /home/person/.local/share/Evenside -type f | wc -l)" = "$log" ] || fail "the log is gone"
echo "removed; the log stays"
