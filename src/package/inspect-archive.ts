/**
 * The archive member by member: where each is, what it says, which file of the header it is.
 *
 * Policy: content is passed over, never kept. How much of it follows a member is what rpm reads,
 * by the package header, so that a lying size in the archive derails nothing; both sizes are
 * reported. Nothing but an unreadable archive is an error. Behind the trailer bytes are counted.
 * Source: as archive-reader.ts.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import { type CpioMember, CpioParser } from '../../native-free-parsers/payload/cpio.ts';
import { inspectedText } from './inspected-text.ts';
import type { ArchiveInspection, MemberInspection, TailInspection } from './inspection.ts';

/** Members listed beyond the number of files in the header. */
const EXTRA_MEMBERS = 1000;
/** Bytes behind the trailer that are counted before reading stops. */
const TAIL_LIMIT = 64 * 1024 * 1024;
