import { REPLY_HOSTS, serveReplies } from '@ancam/camera-farm';
import { loadKnowledge } from '@ancam/knowledge';
import type { BenchOptions, Figure } from './figures.ts';
import { bannersPerSecond, multiplied } from './identify/speed.ts';
import { counted, judgeOurs, judgePeer, missed } from './identify/verdicts.ts';
import { NMAP_CALL, findNmap, runNmap } from './nmap.ts';
import { scanOurs } from './ours.ts';

const BASE = '127.46.0.1';
const TIMES = 10;

/**
 * The identification benchmark: texts through the whole index in a second, and devices recognised rightly, wrongly and not at all. Their
 * answers were written from published notes, apart from the fingerprints and after them.
 */
export async function benchIdentify({ peerSeconds }: BenchOptions): Promise<readonly Figure[]> {
  return [...speed(), ...(await verdicts(peerSeconds))];
}

function speed(): readonly Figure[] {
  const knowledge = loadKnowledge();
  const { perSecond, texts } = bannersPerSecond(knowledge);
  const fingerprints = [...knowledge.vendors, ...knowledge.brands].reduce((sum, each) => sum + each.fingerprints.length, 0);
  const many = bannersPerSecond(multiplied(knowledge, TIMES));
  const note = `${texts} single texts, ${fingerprints} fingerprints of ${knowledge.vendors.length} makers and ${knowledge.brands.length} brands, one thread`;
  return [
    { name: 'banners_per_s', unit: '1/s', ours: perSecond, peer: null, note: `${note}; no peer gives its engine alone` },
    {
      name: `banners_per_s_${TIMES}x`,
      unit: '1/s',
      ours: many.perSecond,
      peer: null,
      note: `the same texts, ${TIMES} times as many makers`,
    },
  ];
}

async function verdicts(peerSeconds: number): Promise<readonly Figure[]> {
  const farm = await serveReplies(REPLY_HOSTS, BASE);
  try {
    const targets = farm.hosts.map(({ address }) => address);
    const ours = judgeOurs(await scanOurs(targets, farm.ports), farm.hosts);
    const nmap = findNmap();
    const run = nmap === undefined ? undefined : await runNmap([nmap], NMAP_CALL, targets, farm.ports, peerSeconds);
    const peer = run && judgePeer(run, farm.hosts);
    const strangers = farm.hosts.filter(({ host }) => host.maker === undefined).length;
    const about = `${farm.hosts.length} devices, ${strangers} of them no cameras; peer: ${run === undefined ? 'nmap is not installed' : `${run.version}, ${NMAP_CALL.join(' ')}`}`;
    const [our, theirs] = [counted(ours), peer && counted(peer)];
    return [
      { name: 'right', unit: 'devices', ours: our.right, peer: theirs?.right ?? null, note: about },
      {
        name: 'wrong',
        unit: 'devices',
        ours: our.wrong,
        peer: theirs?.wrong ?? null,
        note: 'another maker, or a wrong model, firmware or brand beside the right one; the peer is asked for the maker alone',
      },
      { name: 'none', unit: 'devices', ours: our.none, peer: theirs?.none ?? null, note: `not right, ours: ${missed(ours) || 'none'}` },
    ];
  } finally {
    await farm.close();
  }
}
