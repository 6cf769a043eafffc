/**
 * Serves metrics over HTTP, for Prometheus and its like.
 *
 * Policy: GET /metrics, and nothing else; to this machine unless somebody says otherwise.
 */
import { createServer } from 'node:http';
import { attemptAsync } from '../../io/machine-error.ts';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

const TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** @throws MachineError where nothing can be served there. */
export async function serveMetrics(
  { host, port }: ListenAddress,
  text: () => string | Promise<string>,
): Promise<{ close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    Promise.resolve(text()).then(
      (metrics) => response.writeHead(200, { 'content-type': TYPE }).end(metrics),
      () => response.writeHead(503).end(),
    );
  });
  await attemptAsync(
    'serve metrics on',
    `${host}:${port}`,
    () =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      }),
  );
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
