import { canonicalJson } from './canonical.ts';
import type { KnowledgeIndex } from './schema.ts';

/** The compiled index as text: one record per line, so that changes can be reviewed and merged. */
export function indexText(index: KnowledgeIndex): string {
  const lists = (['vendors', 'brands', 'checks', 'notCameras', 'signs', 'regulations'] as const).map(
    (name) => `"${name}":[\n${index[name].map(canonicalJson).join(',\n')}\n]`,
  );
  const exploited = index.exploited === undefined ? '' : `"exploited":${canonicalJson(index.exploited)},\n`;
  return `{"hash":"${index.hash}",\n${exploited}${lists.join(',\n')}}\n`;
}
