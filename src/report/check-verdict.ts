/** A prediction in plain words. */
import type { CheckPrediction } from '../check/check-record.ts';

export interface Verdict {
  readonly tone: 'good' | 'bad' | 'doubtful';
  /** To be read behind the name of the file: `will NOT survive Copy-on-Write`. */
  readonly headline: string;
  /** What the stack of the reference does, in a sentence. */
  readonly stack: string;
  /** What rpmcow does, in a sentence. */
  readonly rpmcow: string;
}

type Reference = CheckPrediction['reference'];

const WORDS: Readonly<Record<Reference, Pick<Verdict, 'tone' | 'headline' | 'stack'>>> = {
  same: {
    tone: 'good',
    headline: 'survives Copy-on-Write',
    stack: 'A Copy-on-Write host installs the same files as plain rpm.',
  },
  'cow-fails': {
    tone: 'bad',
    headline: 'will NOT survive Copy-on-Write',
    stack:
      'Plain rpm installs it. After rpm2extents, the reference transcoder, a Copy-on-Write host ' +
      'does not.',
  },
  'different-tree': {
    tone: 'bad',
    headline: 'will NOT survive Copy-on-Write',
    stack:
      'Plain rpm and a Copy-on-Write host both install it, with different files, and neither ' +
      'says a word.',
  },
  'cow-accepts': {
    tone: 'bad',
    headline: 'is NOT SAFE under Copy-on-Write',
    stack: 'Plain rpm refuses it. After rpm2extents a Copy-on-Write host installs it all the same.',
  },
  'both-reject': {
    tone: 'bad',
    headline: 'CANNOT be installed, with Copy-on-Write or without',
    stack: 'Plain rpm refuses it, and so does a Copy-on-Write host.',
  },
  'not-a-package': {
    tone: 'bad',
    headline: 'is NO RPM package',
    stack: 'rpm finds no package there.',
  },
};

export function verdictOf({ reference, rpmcow, certain }: CheckPrediction): Verdict {
  const words = WORDS[reference];
  return {
    ...words,
    // Payload unread: good news may turn out to be premature, bad news does not get better.
    tone: certain || words.tone === 'bad' ? words.tone : 'doubtful',
    headline: certain ? words.headline : `${words.headline}, as far as its headers show`,
    rpmcow: rpmcowSentence(reference, rpmcow),
  };
}

function rpmcowSentence(reference: Reference, rpmcow: CheckPrediction['rpmcow']): string {
  switch (rpmcow) {
    case 'transcoded':
      return 'rpmcow transcodes it.';
    case 'adapted':
      return 'rpmcow makes an extents file of it that installs what plain rpm installs.';
    case 'refused':
      return 'rpmcow refuses to transcode it.';
    case 'pass-through':
      return reference === 'both-reject' || reference === 'cow-accepts'
        ? 'rpmcow leaves it as it is, so that rpm refuses it there as well.'
        : 'rpmcow leaves it as it is: it installs by copying, without the gain.';
  }
}
