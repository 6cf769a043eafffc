/** What Copy-on-Write costs and saves a host or mirror, for people. Policy: pure. */
import type { AuditForecast, Forecast, Grower } from '../../audit/forecast.ts';
import { PUBLISHED_RATES } from '../../audit/forecast.ts';
import { shownPath } from '../shown-path.ts';
import { type TextSection, textSections } from '../text-sections.ts';
import { textTable } from '../text-table.ts';
import { wrapText } from '../wrap-text.ts';
import { bytesText, ratioText } from './amount-text.ts';
import type { AuditReportSetting } from './audit-report-setting.ts';
import { printable } from './printable.ts';

/** Ends with a newline. */
export function estimateText(
  estimate: AuditForecast,
  { width, paint }: Pick<AuditReportSetting, 'width' | 'paint'>,
): string {
  const { total, growers } = estimate;
  const prose = (text: string) => wrapText(text, width - 2);
  const sections: TextSection[] = [
    { heading: 'Room in a cache or mirror that has everything', lines: roomTable(estimate) },
    {
      heading: 'An install of everything',
      lines: prose(
        `clones ${bytesText(total.clonedBytes)} instead of writing it; ` +
          `${bytesText(total.duplicateBytes)} of that is contents which a package has more than once.`,
      ),
    },
    { heading: 'Time, one package after the other', lines: timeLines(estimate, prose) },
    ...(growers.length === 0
      ? []
      : [{ heading: 'What grows most, with blocks of 4 KiB', lines: growerTable(growers) }]),
  ];
  return textSections(sections, (heading) => paint('bold', heading));
}

function roomTable({ total, repositories }: AuditForecast): string[] {
  const columns = [
    { title: 'REPOSITORY' },
    { title: 'PACKAGES', align: 'right' },
    { title: 'NOW', align: 'right' },
    ...total.perBlockSize.map(({ blockSize }) => ({
      title: `${blockSize / 1024} KIB BLOCKS`,
      align: 'right' as const,
    })),
    { title: 'GROWTH', align: 'right' },
  ] as const;
  const row = (name: string, { packages, packageBytes, perBlockSize }: Forecast) => [
    name,
    `${packages}`,
    bytesText(packageBytes),
    ...perBlockSize.map(({ cacheBytes }) => bytesText(cacheBytes)),
    ratioText(perBlockSize[0]?.cacheBytes ?? packageBytes, packageBytes),
  ];
  return textTable(columns, [
    ...repositories.map(({ id, forecast }) => row(printable(id), forecast)),
    ...(repositories.length === 1 ? [] : [row('all', total)]),
  ]);
}

function timeLines(
  { total: { seconds }, rates }: AuditForecast,
  prose: (text: string) => string[],
): string[] {
  const { transcode, installByWriting, installByCloning } = seconds;
  const source =
    rates.transcode === PUBLISHED_RATES.transcode
      ? 'By the rates of the one published measurement (libreoffice-core, 284 MB; reflink.md of the ' +
        'patches); measure your own and say it with --rate.'
      : 'The install by the rates of the one published measurement (libreoffice-core, 284 MB).';
  return [
    ...prose(`Transcoding takes ${durationText(transcode)}, once, while packages are downloaded.`),
    ...prose(
      `Contents are installed in ${durationText(installByCloning)} instead of ` +
        `${durationText(installByWriting)}.`,
    ),
    ...prose(source),
  ];
}

function growerTable(growers: readonly Grower[]): string[] {
  return textTable(
    [
      { title: 'GROWS BY', align: 'right' },
      { title: 'TIMES', align: 'right' },
      { title: 'PACKAGE' },
    ],
    growers.map(({ size, extentsSize, nevra, location, repository }) => [
      bytesText(extentsSize - size),
      ratioText(extentsSize, size),
      `${nevra ?? shownPath(location)} (${printable(repository)})`,
    ]),
  );
}

/** `0.4 s`, `12 min`, `3.5 h`. */
function durationText(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
