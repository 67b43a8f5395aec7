import { HostResult } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge/compiled';
import { buildAssessment } from '@ancam/scanner';
import { serveThread } from '../../thread.ts';
import { FORMATS } from './assessment-formats.ts';
import type { AssessmentJob, Rendered } from './assessment-job.ts';

await serveThread(async (job: AssessmentJob): Promise<Rendered> => {
  const { regulation, asOf, options, hostNotes, format, language } = job;
  const hosts = job.hosts.map((text) => HostResult.parse(JSON.parse(text)));
  const knowledge = job.knowledge ?? loadKnowledge();
  const report = buildAssessment({
    hosts,
    knowledge,
    ...(regulation === undefined ? {} : { regulation }),
    asOf,
    options: { ...options, hostNotes },
  });
  const { render, type, ending = format } = FORMATS[format];
  return { content: await render({ report, hosts, knowledge, language }), type, ending };
});
