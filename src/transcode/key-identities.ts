/**
 * Which content each digest stands for, where the digest is too weak to tell contents apart.
 *
 * Policy: the first content under a key decides; SHA-256 tells whether another is the same.
 */
export class KeyIdentities {
  readonly #identities = new Map<string, string>();

  /** Whether a content, by its SHA-256 in hex, is the one that each of its keys stands for. */
  agree(keys: readonly string[], sha256: string): boolean {
    for (const key of keys) {
      const known = this.#identities.get(key);
      if (known !== undefined && known !== sha256) return false;
      this.#identities.set(key, sha256);
    }
    return true;
  }
}
