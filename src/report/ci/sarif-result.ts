/** A finding as a SARIF result, and a file that could not be read as a notification. */
import type { CheckFinding, CheckRecord } from '../../check/check-record.ts';
import type { Unreadable } from '../../package/unreadable.ts';
import { placeText } from '../finding-text.ts';
import { detailSentence, furtherPlaces } from './finding-sentence.ts';
import { reportPath, reportUri } from './report-path.ts';
import type { ReportSetting } from './reporter.ts';
import { sarifText } from './sarif-message.ts';
import { type SpecFile, specLine } from './spec-line.ts';

export interface ResultContext {
  readonly level: string;
  /** Position of the rule in the run's list. */
  readonly ruleIndex: number;
  /** The same in every run, and of no other finding in this one. */
  readonly mark: string;
  /** Places of the rule that have no result of their own. */
  readonly further: number;
}

export function sarifResult(
  record: CheckRecord,
  finding: CheckFinding,
  { level, ruleIndex, mark, further }: ResultContext,
  { directory, spec, hasBaseline }: ReportSetting,
): object {
  const packageLocation = {
    physicalLocation: {
      artifactLocation: { uri: reportUri(record.path, directory) },
      region: packageRegion(finding),
    },
    logicalLocations: [
      { fullyQualifiedName: record.nevra ?? reportPath(record.path, directory), kind: 'package' },
    ],
  };
  return {
    ruleId: finding.rule,
    ruleIndex,
    level,
    message: { text: text(finding, further) },
    ...(spec === undefined
      ? { locations: [packageLocation] }
      : {
          locations: [specLocation(spec, finding, directory)],
          relatedLocations: [{ ...packageLocation, message: { text: placeText(finding.where) } }],
        }),
    // The only one that GitHub looks at.
    partialFingerprints: { primaryLocationLineHash: mark },
    ...(hasBaseline ? { baselineState: finding.baseline === true ? 'unchanged' : 'new' } : {}),
  };
}

function text(finding: CheckFinding, further: number): string {
  const sentences = [`${finding.message}.`, `${detailSentence(finding)}${furtherPlaces(further)}`];
  return sentences.map(sarifText).join(' ');
}

/** A package has no lines, and GitHub wants one. Places in the archive are at no byte of the file. */
function packageRegion({ where: { section, offset, length } }: CheckFinding): object {
  const line = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
  if (section === 'cpio') return line;
  return { ...line, byteOffset: offset, byteLength: length ?? 0 };
}

function specLocation(spec: SpecFile, { where }: CheckFinding, directory: string): object {
  const line = specLine(spec, where);
  const length = spec.lines[line - 1]?.length ?? 0;
  return {
    physicalLocation: {
      artifactLocation: { uri: reportUri(spec.path, directory) },
      region: { startLine: line, startColumn: 1, endLine: line, endColumn: length + 1 },
    },
  };
}

/** A SARIF notification (2.1.0, 3.58); `error`: the run is incomplete. */
export function sarifNotification(
  { path, code, message }: Unreadable,
  { directory }: ReportSetting,
): object {
  return {
    descriptor: { id: code },
    level: 'error',
    message: { text: sarifText(message) },
    locations: [{ physicalLocation: { artifactLocation: { uri: reportUri(path, directory) } } }],
  };
}
