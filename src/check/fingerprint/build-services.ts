/**
 * Where a package was built, as far as its texts show it: build systems, rented machines, containers.
 *
 * Policy: by what a service writes into every package and people do not type. A vendor's name that
 * anybody can put into a spec file counts only beside a host of that vendor.
 */
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { type Claim, claim, type Subject, valueTrait } from './traits.ts';

interface Service {
  readonly name: string;
  /** All of these, as the value of a tag. */
  readonly marks: readonly (readonly [tag: number, form: RegExp])[];
}

const SERVICES: readonly Service[] = [
  { name: 'Open Build Service', marks: [[TAG.DISTURL, /^obs:\/\//]] },
  // A build on a developer's machine has the project as its vendor, but no DISTURL.
  { name: 'osc build', marks: [[TAG.VENDOR, /^obs:\/\//]] },
  { name: 'Copr', marks: [[TAG.VENDOR, /^Fedora (?:Project )?Copr\b/i]] },
  { name: 'Copr', marks: [[TAG.BUILDHOST, /^copr-(?:builder|be)\b/]] },
  {
    name: 'Fedora Koji',
    marks: [
      [TAG.VENDOR, /^Fedora Project$/],
      [TAG.BUILDHOST, /\.fedora(?:project\.org|\.phx\.redhat\.com)$/],
    ],
  },
  {
    name: 'CentOS build system',
    marks: [
      [TAG.VENDOR, /^CentOS$/],
      [TAG.BUILDHOST, /\.centos\.org$/],
    ],
  },
  {
    name: 'Red Hat build system',
    marks: [
      [TAG.VENDOR, /^Red Hat, Inc\.$/],
      [TAG.BUILDHOST, /\.build\.(?:[\w-]+\.)*redhat\.com$/],
    ],
  },
  { name: 'Koji', marks: [[TAG.DISTRIBUTION, /^Koji(?: Testing)?$/]] },
  { name: 'Peridot', marks: [[TAG.PACKAGER, /\(Peridot\)/]] },
  { name: 'GitHub Actions', marks: [[TAG.BUILDHOST, /^fv-az\d+-\d+/]] },
  { name: 'Docker BuildKit', marks: [[TAG.BUILDHOST, /^buildkitsandbox$/]] },
  { name: 'a container', marks: [[TAG.BUILDHOST, /^[0-9a-f]{12}$/]] },
];

/** The first service whose marks are all there. */
export function buildService(subject: Subject): Claim | undefined {
  const service = SERVICES.find(({ marks }) =>
    marks.every(([tag, form]) => form.test(subject.text(tag) ?? '')),
  );
  if (service === undefined) return undefined;
  const traits = service.marks.map(([tag]) => valueTrait(subject, tag, () => true));
  return claim(service.name, traits);
}
