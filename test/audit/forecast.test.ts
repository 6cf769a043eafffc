/** What room and time Copy-on-Write takes. */
import { beforeAll, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/audit.ts';
import { type AuditForecast, forecast } from '../../src/audit/forecast.ts';
import { auditFixture } from '../support/audit-fixture.ts';

const RATES = { transcode: 1000, write: 100, clone: 400 };

let audit: Audit;
let result: AuditForecast;
beforeAll(async () => {
  audit = await auditFixture({ packages: 200, seed: 3 });
  result = forecast(audit, RATES);
}, 60_000);

it('adds up what becomes extents files and what stays', () => {
  const { total } = result;
  const { costs } = audit.total;
  expect(total.packageBytes).toBe(costs.packageBytes);
  expect(total.perBlockSize.map(({ blockSize }) => blockSize)).toEqual([4096, 16384, 65536]);
  for (const { cacheBytes, extentsBytes } of total.perBlockSize) {
    expect(cacheBytes - extentsBytes).toBe(costs.packageBytes - costs.transcodableBytes);
  }
  const sum = result.repositories.map(({ forecast: each }) => each.packageBytes);
  expect(sum.reduce((a, b) => a + b)).toBe(total.packageBytes);
});

it('makes times of bytes', () => {
  const { seconds, clonedBytes, perBlockSize } = result.total;
  expect(seconds.transcode).toBeCloseTo(perBlockSize[0]!.extentsBytes / 1000, 0);
  expect(seconds.installByWriting).toBeCloseTo(clonedBytes / 100, 0);
  expect(seconds.installByCloning).toBeCloseTo(clonedBytes / 400, 0);
});

it('names what grows most, of what has an extents file', () => {
  const growths = [...audit.packages()]
    .filter(({ record }) => /transcoded|adapted/.test(record?.prediction.rpmcow ?? ''))
    .flatMap(({ record }) => (record?.estimate ? [record.estimate.extentsSize - record.size] : []))
    .filter((growth) => growth > 0)
    .sort((a, b) => b - a);
  expect(result.growers.map(({ size, extentsSize }) => extentsSize - size)).toEqual(
    growths.slice(0, 10),
  );
});
