/**
 * YAML by way of Python, which has a parser for it wherever the other tools of these tests are.
 * Policy: read only, and only files of the project.
 */
import { spawnSync } from 'node:child_process';
import { missingTool } from '../../corpus/build/build-package.ts';
import { suiteUnless } from '../corpus/real-rpm.ts';

/** The one along the PATH may be another than the system's, without the system's modules. */
const PYTHONS = ['python3', '/usr/bin/python3'];
const PROGRAM = 'import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1])), sys.stdout)';

const python = PYTHONS.find((each) => spawnSync(each, ['-c', 'import yaml']).status === 0);

// biome-ignore lint/suspicious/noExplicitAny: documents of many shapes
export type Yaml = any;

export function readYaml(path: string): Yaml {
  if (python === undefined) throw new Error(`${path} cannot be read: python3 has no module yaml`);
  const { status, stdout, stderr } = spawnSync(python, ['-c', PROGRAM, path], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${path} is not YAML: ${stderr}`);
  return JSON.parse(stdout);
}

/** A suite that reads YAML and builds packages; skipped, with the reason, where it cannot. */
export function integrationSuite(name: string, body: () => void): void {
  const noYaml = python === undefined ? 'python3 has no module yaml: install yamllint' : undefined;
  suiteUnless(noYaml ?? missingTool(), name, body);
}
