/** Everything about one package, in a dialog at the side. */
import { bytesText } from '../amount-text.ts';
import { element, found } from './element.ts';
import { definitions, findingDetails } from './finding-details.ts';
import type { Packages } from './packages.ts';
import { growth } from './select-packages.ts';

export interface PackageDetails {
  /** @param index of a package; undefined: nothing is to be shown. */
  show(index: number | undefined): void;
}

/** @param closed is told that somebody closed it. */
export function packageDetails(packages: Packages, closed: () => void): PackageDetails {
  const dialog = found<HTMLDialogElement>('#details');
  dialog.addEventListener('close', closed);
  dialog.addEventListener('click', (event) => {
    // Beside its content there is only the backdrop.
    if (event.target === dialog) dialog.close();
  });
  return {
    show(index) {
      if (index === undefined) {
        if (dialog.open) dialog.close();
        return;
      }
      const close = element('button', { type: 'button', class: 'close' }, 'Close');
      close.addEventListener('click', () => dialog.close());
      dialog.replaceChildren(element('article', {}, close, ...content(packages, index)));
      if (!dialog.open) dialog.showModal();
      dialog.scrollTop = 0;
    },
  };
}

function content(packages: Packages, i: number): HTMLElement[] {
  return [
    element('h2', { id: 'details-title' }, packages.name(i)),
    verdict(packages, i),
    facts(packages, i),
    ...findingDetails(packages, i),
  ];
}

function verdict({ data, text }: Packages, i: number): HTMLElement {
  const { columns, fates, outcomes } = data;
  const fate = fates[columns.fate[i]!]!;
  const outcome = outcomes[columns.outcome[i]!];
  const because = text('because', i);
  return element(
    'p',
    {},
    'Reference stack: ',
    element('span', { class: `badge ${fate}` }, fate),
    ...(outcome === undefined ? [] : ['; rpmcow: ', element('b', {}, outcome)]),
    ...(because === '' ? [] : [`; decided by ${because}`]),
    columns.certain[i] === 0 ? '. The payload was not read and may say otherwise.' : '.',
  );
}

function facts(packages: Packages, i: number): HTMLElement {
  const { columns, checksums } = packages.data;
  const size = columns.size[i]!;
  const extents = columns.extents[i]!;
  const times = growth(packages, i);
  const rows: readonly (readonly [string, string])[] = [
    ['Repository', packages.text('repository', i)],
    ['Location', packages.location(i)],
    ['Checksum', checksums[i]!],
    ['Trouble', packages.text('trouble', i)],
    ['Size', size < 0 ? '' : bytesText(size)],
    [
      'Extents file',
      times === undefined ? '' : `${bytesText(extents)}, ${times.toFixed(2)} times the package`,
    ],
    ['Vendor', packages.text('vendor', i)],
    ['Packager', packages.text('packager', i)],
    ['Builder', packages.text('builder', i)],
    ['Build service', packages.text('service', i)],
    ['Evidence for that', packages.text('evidence', i)],
    ['Read', columns.payload[i] === 1 ? 'whole' : 'up to the end of the headers'],
  ];
  return definitions(rows);
}
