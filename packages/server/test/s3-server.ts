import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Settings } from '../src/files/s3-store.ts';

/** A bucket of a real service. */
export interface S3Server {
  readonly settings: S3Settings;
  readonly close: () => Promise<void>;
}

const PROGRAM = `
const S3rver = require('@20minutes/s3rver');
const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: process.argv[1], configureBuckets: [{ name: 'evidence', configs: [] }] });
server.run().then(({ port }) => console.log(port));
`;

/** A foreign S3 server in a process of its own; it checks signatures. `ANCAM_TEST_S3_URL` names another, with its keys beside. */
export async function startS3(): Promise<S3Server> {
  const { ANCAM_TEST_S3_URL: url, ANCAM_TEST_S3_REGION: region = 'auto' } = process.env;
  const { ANCAM_TEST_S3_ACCESS_KEY: accessKey = '', ANCAM_TEST_S3_SECRET_KEY: secretKey = '' } = process.env;
  if (url !== undefined) return { settings: { url, region, accessKey, secretKey }, close: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'ancam-s3-'));
  const child = spawn(process.execPath, ['--input-type=commonjs', '--eval', PROGRAM, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer]; // the one line it prints
  return {
    settings: { url: `http://127.0.0.1:${port.toString().trim()}/evidence`, region: 'us-east-1', accessKey: 'S3RVER', secretKey: 'S3RVER' },
    close: async () => {
      child.kill();
      await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
