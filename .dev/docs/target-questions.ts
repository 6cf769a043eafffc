/** What the severity for a target answers. */
export const TARGET_QUESTIONS = {
  transcode: 'does the reference transcoder write a complete and right extents file?',
  install: 'does the result install on a Copy-on-Write host, with rpm 4.18 or 4.19?',
  spec: 'is it what the format says?',
} as const;
