import { loadKnowledge } from '@ancam/knowledge';
import { readToolFile } from '../../src/from-tools/index.ts';

/** Reads the file named and prints how many hosts it has. */
const owner = '7c1a4d52-3f0e-4b8a-9d65-0a1b2c3d4e5f';
const file = await readToolFile(process.argv[2] ?? '', {
  knowledge: loadKnowledge(),
  instanceId: owner,
  owner,
  name: 'big',
  fileTime: new Date(),
});
const seen = new Set<string>();
for await (const host of file.results()) seen.add(host.address);
await file.close();
process.stdout.write(`${seen.size}`);
