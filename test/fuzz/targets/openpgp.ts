/** Targets: signature packets, and files of keys. */

import { SIGNER, THROWAWAY_KEYS } from '../../../corpus/openpgp/throwaway-keys.ts';
import {
  describeSignature,
  signatureText,
} from '../../../native-free-parsers/openpgp-signature.ts';
import { readSignedData } from '../../../native-free-parsers/openpgp-signed-data.ts';
import { asVersion4 } from '../../../native-free-parsers/openpgp-version-4.ts';
import { readKeys } from '../../../src/io/openpgp.ts';
import { splitKeyFile } from '../../../src/io/openpgp-key-file.ts';
import { valueIfKnown } from '../expected-error.ts';
import { type FuzzTarget, words } from '../fuzz-target.ts';
import { rawEntry, rawPackage } from '../mutate/raw-package.ts';
import { seedPackages } from '../seed-packages.ts';

const SIGNATURE_TAGS = [267, 268, 1002, 1005];

export const signaturePacketTarget: FuzzTarget = {
  name: 'signature-packet',
  weight: 100,
  seeds: signaturePackets,
  mutators: [],
  dictionary: [[0x88], [0x89], [0xc2], [0xc2, 0xff], [5, 2], [9, 16], [22, 33]].map((bytes) =>
    Uint8Array.from(bytes),
  ),
  run(input) {
    const described = valueIfKnown(() => describeSignature(input));
    const signed = valueIfKnown(() => readSignedData(input));
    if (described === undefined) return;
    signatureText(described);
    if (signed?.version === 3) describeSignature(asVersion4(signed, described));
  },
};

/** The packets of signed packages, each once. */
async function signaturePackets(): Promise<Uint8Array[]> {
  const packets = new Map<string, Uint8Array>();
  for (const bytes of await seedPackages()) {
    const header = rawPackage(bytes)?.signature;
    if (header === undefined) continue;
    for (let position = 0; position < header.entryCount; position++) {
      const { tag, dataAt, count } = rawEntry(bytes, header, position);
      if (!SIGNATURE_TAGS.includes(tag)) continue;
      const packet = Uint8Array.from(bytes.subarray(dataAt, dataAt + count));
      packets.set(Buffer.from(packet).toString('latin1'), packet);
    }
  }
  return [...packets.values()];
}

export const keyFileTarget: FuzzTarget = {
  name: 'key-file',
  weight: 3,
  seeds: async () => [
    THROWAWAY_KEYS,
    armored(THROWAWAY_KEYS),
    armored(THROWAWAY_KEYS.slice(0, 300)),
  ],
  mutators: [],
  dictionary: words(
    '-----BEGIN PGP PUBLIC KEY BLOCK-----\n',
    '\n\n',
    '-----END PGP PUBLIC KEY BLOCK-----',
  ),
  async run(input) {
    splitKeyFile(input);
    const { keys, unusable } = await readKeys(input);
    for (const { userId } of keys)
      if (userId !== undefined && userId.length > input.length) throw new Error(userId);
    if (unusable.some((why) => why === '')) throw new Error('unusable, and nobody says why');
  },
};

function armored(keys: Uint8Array): Uint8Array {
  const data = Buffer.from(keys).toString('base64').replace(/.{64}/g, '$&\n');
  const text = `-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: ${SIGNER.userId}\n\n${data}\n-----END PGP PUBLIC KEY BLOCK-----\n`;
  return Uint8Array.from(Buffer.from(text));
}
