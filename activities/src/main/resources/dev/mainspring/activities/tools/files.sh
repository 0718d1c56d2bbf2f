# For the scripts that handle files. What they tell is on stderr, one line each, after "mainspring: ".

tell() { echo "mainspring: $*" >&2; }
fail() { tell "$@"; exit 0; }

# Sets target: where the file is, or would be, behind symbolic links.
real() {
  target=$(readlink -f -- "$1" 2> /dev/null && echo x)
  case $target in
    /*x) target=${target%?x} ;;
    *) target=$1 ;;
  esac
}

sum() {
  set -- $({ sha256sum || shasum -a 256 || cksum; } < "$1" 2> /dev/null)
  sum=$1.$2
}

size_of() { size=$(wc -c < "$1" 2> /dev/null) && size=$((size)); }

# Ends unless $1 is a file that can be read.
readable() {
  if [ ! -e "$1" ]; then fail missing n=$2; fi
  if [ -d "$1" ]; then fail directory n=$2; fi
  if [ ! -f "$1" ]; then fail special n=$2; fi
  if [ ! -r "$1" ]; then fail denied n=$2; fi
}

# Makes $2 from $3 with the mode and owner of $1, where that exists.
beside() {
  rm -f -- "$2"
  if [ -e "$1" ]; then cp -p -- "$1" "$2" 2> /dev/null; fi
  cat "$3" 2> /dev/null > "$2"
}
