import { form04, form06, renderDocx, renderPdf } from '@ancam/documents';
import type { Paper } from '@ancam/documents';
import type { Figure } from '../figures.ts';
import { round } from '../figures.ts';

/** Opinion and decision of one dossier, each with its own numbers and names. */
function papersOf(n: number): Paper[] {
  const head = {
    regime: 'B' as const,
    issuer: { name: `Sở Khoa học và Công nghệ số ${n}`, superior: 'UBND tỉnh Quảng Ngãi' },
    number: String(n),
    symbol: 'QĐ-SKHCN',
    place: 'Quảng Ngãi',
    day: '2026-10-05',
    to: ['Ủy ban nhân dân xã'],
    copies: ['Như trên', 'Lưu trữ tỉnh'],
    archive: 'VT',
  };
  const systemName = `Hệ thống camera giám sát giao thông số ${n}`;
  const opinion = form04({
    ...head,
    systemName,
    level: 2,
    newSystem: false,
    papers: { overview: true, design: true, levelCase: true, plan: true },
    leadUnit: 'Phòng An toàn thông tin',
    held: 'writing',
    fitLevel: 'Phù hợp',
    fitDesign: 'Phù hợp',
    fitOperation: 'Phù hợp',
    conclusion: 'fit',
  });
  const decision = form06({ ...head, system: { name: systemName, operator: head.issuer.name, level: 2 } });
  return [opinion.paper, decision.paper];
}

async function perSecond(papers: readonly Paper[], render: (paper: Paper) => Promise<Uint8Array>): Promise<number> {
  const began = performance.now();
  for (const paper of papers) if ((await render(paper)).length < 1000) throw new TypeError('a paper came out empty');
  return papers.length / ((performance.now() - began) / 1000);
}

/** Papers of so many dossiers, rendered one after the other in one thread. */
export async function measurePapers(dossiers: number): Promise<Figure> {
  const papers = Array.from({ length: dossiers }, (_, n) => papersOf(n)).flat();
  const pdf = await perSecond(papers, async (paper) => renderPdf(paper));
  const docx = await perSecond(papers, async (paper) => renderDocx(paper));
  const note = `PDF of opinion and decision (forms 04 and 06) of ${dossiers} dossiers in one thread; DOCX ${round(docx)}/s; target 20 per worker`;
  return { name: 'documents_per_s', unit: '1/s', ours: round(pdf), peer: null, note };
}
