import { describe, expect, it } from 'vitest';
import { loadLaw } from '@ancam/knowledge';
import type { FormBreak, FormRecord, LawForm } from '@ancam/knowledge';
import { formFaults } from './rules.ts';

/** Forms of which a filled-in example is on record: their rules are evaluated. */
const forms = loadLaw().forms.flatMap((form) => (form.sound === undefined ? [] : [{ id: form.id, form, sound: form.sound }]));
const rules = forms.flatMap(({ form, sound }) => form.rules.map((rule) => ({ id: rule.id, form, sound, rule })));

function broken(sound: FormRecord, { head = {}, lists = {} }: FormBreak): FormRecord {
  const changed = Object.entries(sound.lists).map(([name, rows]) => {
    const changes = lists[name] ?? {};
    const count = Math.max(rows.length, ...Object.keys(changes).map((at) => Number(at) + 1));
    return [name, Array.from({ length: count }, (_, n) => ({ ...rows[n], ...changes[String(n)] }))] as const;
  });
  return { head: { ...sound.head, ...head }, lists: Object.fromEntries(changed) };
}

const found = (form: LawForm, record: FormRecord): string[] => [...new Set(formFaults(form, record).map(({ rule }) => rule))];

describe('the rules of a form', () => {
  it('form 08 is evaluated, all of its rules', () => {
    expect(forms.map(({ id }) => id)).toEqual(['form-08']);
    expect(rules.length).toBeGreaterThan(25);
    expect(rules.filter(({ rule }) => rule.checks === undefined || rule.breaks === undefined).map(({ id }) => id)).toEqual([]);
  });

  it.each(forms)('$id: nothing is found in the sound example', ({ form, sound }) => {
    expect(formFaults(form, sound)).toEqual([]);
  });

  it.each(rules)('$id: each of its examples breaks it', ({ id, form, sound, rule }) => {
    for (const change of rule.breaks ?? []) expect(found(form, broken(sound, change)), JSON.stringify(change)).toContain(id);
  });

  it.each(rules)('$id: no check of it is without an example that breaks it', ({ form, sound, rule }) => {
    for (const check of rule.checks ?? []) {
      const only: LawForm = { ...form, rules: [{ ...rule, checks: [check] }] };
      const caught = (rule.breaks ?? []).filter((change) => found(only, broken(sound, change)).length > 0);
      expect(caught.length, JSON.stringify(check)).toBeGreaterThan(0);
    }
  });

  it('says row and column', () => {
    const [first] = forms;
    const record = broken(first?.sound ?? { head: {}, lists: {} }, { lists: { systems: { '1': { expectedApproval: null } } } });
    expect(first && formFaults(first.form, record)).toMatchObject([
      { rule: 'expected', severity: 'error', list: 'systems', row: 2, column: '9' },
    ]);
  });
});
