import { type HostCheck, ok, warning } from '../host-check.ts';

const MIB = 1024 * 1024;
/** The most that a transcoder takes, with the largest window that rpm reads. */
const TRANSCODER = 160 * MIB;
/** dnf.conf(5), max_parallel_downloads. */
const DOWNLOADS_BY_DEFAULT = 3;

export const hostMemory: HostCheck = {
  id: 'host-memory',
  severity: 'warning',
  doc: {
    what: 'There is little memory for as many transcoders as dnf runs at a time.',
    why:
      'A transcoder that the kernel kills for want of memory fails its download. Each parallel ' +
      'download has one of its own, which takes up to 160 MiB whatever the size of the package.',
    fix: 'Lower max_parallel_downloads in dnf.conf, or give the host more memory.',
    sources: [
      'dnf.conf(5), max_parallel_downloads',
      'librepo librepo/downloader.c cleanup_transcode',
    ],
  },
  examine({ availableMemory, dnf: { main } }) {
    const configured = Number(main.get('max_parallel_downloads'));
    const downloads = configured > 0 ? configured : DOWNLOADS_BY_DEFAULT;
    const need = downloads * TRANSCODER;
    const found =
      `${Math.floor(availableMemory / MIB)} MiB available; ` +
      `${downloads} downloads at a time take up to ${need / MIB} MiB`;
    return availableMemory < need ? warning(found) : ok(found);
  },
};
