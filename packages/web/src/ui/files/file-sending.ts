import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EvidenceList, Holder } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { uploadEvidence } from '../../lib/upload.ts';

/** An upload as it goes. */
export interface Sending {
  /** Name of the file under way, and how much of it has gone, 0..1. */
  readonly current: { readonly name: string; readonly share: number } | undefined;
  /** What was not taken, and why. */
  readonly faults: readonly { readonly name: string; readonly error: unknown }[];
  /** Sends files one after the other. */
  readonly send: (files: readonly File[], to: { readonly purpose?: string; readonly replaces?: string }) => void;
}

/** Sends files of an object and reads its list anew. What is too large is not sent at all. */
export function useSending(params: { readonly holder: Holder; readonly id: string }, { largest }: EvidenceList): Sending {
  const client = useQueryClient();
  const [current, setCurrent] = useState<Sending['current']>();
  const [faults, setFaults] = useState<Sending['faults']>([]);
  async function sendOne(file: File, to: { readonly purpose?: string; readonly replaces?: string }): Promise<void> {
    setCurrent({ name: file.name, share: 0 });
    try {
      if (file.size > largest) throw new AppError('file.too-large', 'larger than is taken', { limitBytes: largest });
      await uploadEvidence(params, file, { purpose: '', ...to }, (share) => setCurrent({ name: file.name, share }));
    } catch (error) {
      setFaults((before) => [...before, { name: file.name, error }]);
    }
  }
  async function sendAll(files: readonly File[], to: { readonly purpose?: string; readonly replaces?: string }): Promise<void> {
    setFaults([]);
    for (const file of files) await sendOne(file, to);
    setCurrent(undefined);
    await client.invalidateQueries();
  }
  return { current, faults, send: (files, to) => void sendAll(files, to) };
}
