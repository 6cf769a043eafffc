/** The help of rpm2extents, the same for the verb and for the program of its own. */
export const RPM2EXTENTS_HELP = `Usage: rpmcow-rpm2extents [options] <ALGORITHM...>

Reads an RPM package from standard input and writes its extents file to standard output, or the
package itself, unchanged, where that is the only safe thing to do. A drop-in for rpm2extents.

The algorithms (SHA256 SHA512 SHA1 ...) say which digests of the package are recorded, so that
librepo can compare them with the repository's metadata.

Options:
  --nokey <policy>      a signature whose key is not known yet: pass-through (leave the package as
                        it is: dnf imports keys after the download; the default) or record
  --block-size <size>   align contents to this, 4K or 65536 (default: this system's page size)
  --native-free         decode without the system's compression libraries
  -v, --verbose         say on standard error what became of the package
  -V, --version         print the version
  -h, --help            print this

Environment:
  LIBREPO_TRANSCODE_RPMS_DENYLIST   packages to leave alone: parts of name-version-release, by commas
  RPMCOW_DENY_NAMES                 packages to leave alone: exact names, by commas

Exit status: 0 valid bytes came out, 2 wrong usage, 3 neither the result nor the package could be
written or read.

Example:
  LIBREPO_TRANSCODE_RPMS="/usr/bin/rpmcow-rpm2extents SHA256" dnf install hello
  rpmcow-rpm2extents SHA256 < hello.rpm > hello.extents
`;
