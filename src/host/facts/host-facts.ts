/** What is known of a host, before anybody judges it: plain data. */
import type { CloneTrial, FileAttributes } from '../../io/clone-trial.ts';
import type { SystemDecoder } from '../../io/decode/system-decoders.ts';
import type { DnfFacts } from './dnf-facts.ts';
import type { RepositoryKeys } from './key-facts.ts';
import type { RpmFacts } from './rpm-facts.ts';
import type { TranscoderFacts } from './transcoder-facts.ts';

export interface HostFacts {
  /** Where packages are downloaded to. */
  readonly cache: Place;
  /** Where packages are installed: the install root, then what is on other devices below it. */
  readonly targets: readonly [Target, ...Target[]];
  /** Bytes: what rpm's reflink plugin aligns to. */
  readonly pageSize: number;
  readonly rpm: RpmFacts;
  readonly dnf: DnfFacts;
  readonly transcoder: TranscoderFacts;
  /** Of the enabled repositories. */
  readonly repositories: readonly RepositoryKeys[];
  readonly decoders: readonly SystemDecoder[];
  readonly node: NodeFacts;
  /** Bytes that processes can still have. */
  readonly availableMemory: number;
}

/** A directory, and the file system that it is on. */
export interface Place {
  /** As it was asked for, or found in a configuration. */
  readonly path: string;
  /** The nearest directory that is there, without symbolic links: what is looked at. */
  readonly directory: string;
  /** st_dev. */
  readonly device: number;
  readonly fileSystem: string;
  readonly mountPoint: string;
  readonly mountOptions: readonly string[];
  /** Bytes of a block of the file system. */
  readonly blockSize: number;
  /** Bytes that this user can still write. */
  readonly free: number;
  /** How new files are stored; undefined where that cannot be told. */
  readonly attributes: FileAttributes | undefined;
  /** A clone within the directory, of a page. */
  readonly ownClone: CloneTrial;
}

export interface Target extends Place {
  /** A clone from the cache, of a page. */
  readonly cloneFromCache: CloneTrial;
  /** The same of a block of the file system, where that is more than a page. */
  readonly blockCloneFromCache: CloneTrial | undefined;
}

export interface NodeFacts {
  /** The version of what dnf finds in its PATH, without a v; undefined where it finds none. */
  readonly version: string | undefined;
  /** The program, below the system's tree. */
  readonly path: string | undefined;
}
