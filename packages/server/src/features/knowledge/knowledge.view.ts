import type { CheckTexts, KnowledgeView, RegulationView } from '@ancam/contract';
import type { Severity, Text } from '@ancam/core';
import { exploitedOf } from '@ancam/knowledge/compiled';
import type { KnowledgeIndex, Regulation } from '@ancam/knowledge';
import type { Context } from '../../context.ts';

/** Regulations of cameras; the standards and criteria beside them only serve for mapping. */
export function cameraRegulations(knowledge: KnowledgeIndex): Regulation[] {
  return knowledge.regulations.filter(({ kind }) => kind === 'regulation').sort((a, b) => b.validFrom.localeCompare(a.validFrom));
}

/** Texts of a check. A check that knowledge has dropped keeps its id as title: findings outlive it. */
export function checkTexts(knowledge: KnowledgeIndex, id: string, severity: Severity): CheckTexts {
  const check = knowledge.checks.find((each) => each.id === id);
  if (check === undefined) {
    const title: Text = { vi: id, en: id };
    const gone: Text = { vi: 'Phép kiểm tra này không còn trong cơ sở tri thức.', en: 'This check is no longer part of the knowledge.' };
    return {
      id,
      title,
      explanation: gone,
      remedy: gone,
      severity,
      confidence: 'recalled',
      clauses: [],
      sources: [],
      cve: [],
      exploited: [],
    };
  }
  const names = cameraRegulations(knowledge).map(({ name }) => name);
  return {
    id,
    title: check.title,
    explanation: check.explanation,
    remedy: check.remedy,
    severity: check.severity,
    confidence: check.confidence,
    clauses: check.requirements.flatMap((requirement) => names.map((name) => `${name} ${requirement.id}`)),
    sources: check.sources.map(({ document, clause }) => (clause === undefined ? document : `${document}, ${clause}`)),
    cve: check.cve ?? [],
    exploited: exploitedOf(knowledge, check.cve ?? []).map(({ cve, added, asOf }) => ({ cve, added: added ?? null, asOf })),
  };
}

function viewRegulation(knowledge: KnowledgeIndex, regulation: Regulation): RegulationView {
  const checksOf = (requirement: string): string[] =>
    knowledge.checks.filter((check) => check.requirements.some(({ id }) => id === requirement)).map(({ id }) => id);
  return {
    id: regulation.id,
    name: regulation.name,
    title: regulation.title,
    instrument: regulation.instrument,
    validFrom: regulation.validFrom,
    validTo: regulation.validTo ?? null,
    confidence: regulation.confidence,
    note: regulation.note ?? null,
    groups: regulation.groups.map((group) => ({
      id: group.id,
      title: group.title,
      requirements: group.requirements.map((each) => ({
        id: each.id,
        title: each.title,
        summary: each.summary,
        confidence: each.confidence,
        remote: each.remote ?? null,
        needs: each.needs ?? [],
        provisions: each.provisions ?? [],
        scanShows: each.scanShows ?? null,
        alsoNeeded: each.alsoNeeded ?? null,
        checks: regulation.kind === 'regulation' ? checksOf(each.id) : [],
      })),
    })),
  };
}

/** All knowledge as pages need it. */
export function viewKnowledge({ knowledge, ownKnowledge }: Pick<Context, 'knowledge' | 'ownKnowledge'>): KnowledgeView {
  return {
    hash: knowledge.hash,
    checks: knowledge.checks.map((check) => checkTexts(knowledge, check.id, check.severity)),
    makers: knowledge.vendors.map(({ id, name, brands }) => ({ id, name, brands })),
    brands: knowledge.brands.map(({ id, name, builtBy }) => ({ id, name, builtBy })),
    regulations: knowledge.regulations.map((regulation) => viewRegulation(knowledge, regulation)),
    own: ownKnowledge === undefined ? null : { records: [...ownKnowledge.records], problems: [...ownKnowledge.problems] },
  };
}
