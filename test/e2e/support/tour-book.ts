import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Text } from '@ancam/core';
import type { Page } from 'playwright-core';
import { ROOT } from './server-process.ts';

const FOLDER = join(ROOT, 'docs/tour');
const VIEW = { width: 1100, height: 760 };

/** Set, the pictures and the text are written; else the text is only compared, so that a test leaves the tree clean. */
const WRITES = process.env['ANCAM_TOUR'] === 'write';

interface Step {
  readonly name: string;
  readonly title: Text;
  readonly text: Text;
}

/** A tour through the pages: what is told of each step, and a picture of it. */
export interface TourBook {
  /** Notes a step as the page stands. */
  readonly step: (page: Page, name: string, title: Text, text: Text) => Promise<void>;
  /** The text of the tour, and that in the documentation. Written anew where asked for. */
  readonly close: (head: Text, lead: Text) => { readonly told: string; readonly kept: string };
}

/** Opens a tour with nothing told yet. */
export function openTour(): TourBook {
  const steps: Step[] = [];
  const step = async (page: Page, name: string, title: Text, text: Text): Promise<void> => {
    steps.push({ name, title, text });
    if (!WRITES) return;
    mkdirSync(FOLDER, { recursive: true });
    await page.setViewportSize(VIEW);
    await page.waitForTimeout(500);
    await page.screenshot({ path: fileOf(steps.length, name), caret: 'hide', animations: 'disabled' });
    await page.setViewportSize({ width: 1280, height: 800 });
  };
  const close = (head: Text, lead: Text): { told: string; kept: string } => {
    const told = textOf(head, lead, steps);
    const path = join(FOLDER, 'README.md');
    if (WRITES) writeFileSync(path, told);
    return { told, kept: readFileSync(path, 'utf8') };
  };
  return { step, close };
}

function pictureOf(number: number, name: string): string {
  return `${String(number).padStart(2, '0')}-${name}.png`;
}

function fileOf(number: number, name: string): string {
  return join(FOLDER, pictureOf(number, name));
}

function textOf(head: Text, lead: Text, steps: readonly Step[]): string {
  const parts = steps.map(({ name, title, text }, at) => {
    const number = at + 1;
    return `## ${number}. ${title.vi} / ${title.en}\n\n${text.vi}\n\n${text.en}\n\n![${title.en}](${pictureOf(number, name)})\n`;
  });
  return [`# ${head.vi} / ${head.en}\n`, `${lead.vi}\n`, `${lead.en}\n`, ...parts].join('\n');
}
