import type { Language, ReportCamera, ReportFinding, ReportRequirement } from '@ancam/core';
import { formatDate, formatMoment } from '../dates.ts';
import { evidenceLines } from '../evidence.ts';
import { noFindingsText } from '../no-findings.ts';
import { identityRows } from '../identity-rows.ts';
import { judgementLines } from '../judgements.ts';
import { deviceName, sortFindings } from '../summary.ts';
import { textsOf } from '../texts.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';

/** One line of a description list, line breaks of a text kept; nothing where the value is not known. */
export function row(name: string, value: string | Markup | undefined): Markup {
  if (value === undefined || value === '') return html``;
  const description = typeof value === 'string' ? html`<dd class="text">${value}</dd>` : html`<dd>${value}</dd>`;
  return html`<dt>${name}</dt>
    ${description}`;
}

function list(values: readonly string[]): Markup | undefined {
  return values.length === 0
    ? undefined
    : html`<ul>
        ${values.map((value) => html`<li>${value}</li>`)}
      </ul>`;
}

function identityList(camera: ReportCamera, language: Language): Markup {
  const t = textsOf(language);
  const { identity } = camera;
  const reasons = identity.evidence.map(({ about, value, class: kind, fact }) => {
    const port = fact.port === undefined ? '' : `, ${t.onPort(fact.port)}`;
    return html`<div>${t.labels.about[about]}: ${value} (${t.labels.evidenceClass[kind]}: ${fact.name}${port})</div>`;
  });
  return html`<dl>
    ${row(t.nameAndPlace, [camera.name, camera.place].filter((part) => part !== undefined).join(', '))}
    ${row(t.kind, t.labels.kind[identity.kind])} ${row(t.device, deviceName(camera) ?? t.unknown)}
    ${identityRows(identity, language).map(([label, value]) => row(label, value))}
    ${row(t.confidence, `${Math.round(identity.confidence * 100)} % – ${t.labels.strength[identity.strength]}`)}
    ${row(t.evidenceOfIdentity, reasons.length === 0 ? undefined : html`${reasons}`)}
    ${row(t.scannedAt, camera.scannedAt === undefined ? undefined : formatMoment(camera.scannedAt))}
    ${row(t.basis, t.labels.basis[camera.basis])}
    ${row(t.conformity, camera.requirements.length === 0 ? undefined : t.labels.conformity[camera.conformity])}
  </dl>`;
}

function stateText(finding: ReportFinding, language: Language): string | undefined {
  const t = textsOf(language);
  if (finding.state === undefined) return undefined;
  const { status, reason, until } = finding.state;
  const deadline = until === undefined ? undefined : t.until(formatDate(until));
  return [t.labels.state[status], reason, deadline].filter((part) => part !== undefined).join('; ');
}

function findingArticle(finding: ReportFinding, language: Language): Markup {
  const t = textsOf(language);
  const notes = [
    finding.outcome === 'fail' ? undefined : t.labels.outcome[finding.outcome],
    finding.certainty === undefined ? undefined : t.labels.certainty[finding.certainty],
  ].filter((note) => note !== undefined);
  return html`<article class="finding ${finding.severity}">
    <h4>
      <strong class="severity ${finding.severity}">[${t.labels.severity[finding.severity]}]</strong>${finding.title[language]}${
        notes.length === 0 ? '' : html` <em>(${notes.join(', ')})</em>`
      }
    </h4>
    <dl>
      ${row(t.clauses, finding.clauses.join('; '))} ${row(t.evidence, list(evidenceLines(finding, language)))}
      ${row(t.explanation, finding.explanation[language])} ${row(t.remedy, finding.remedy[language])}
      ${row(t.state, stateText(finding, language))}
    </dl>
  </article>`;
}

function requirementRows(rows: readonly ReportRequirement[], language: Language): readonly Markup[] {
  const t = textsOf(language);
  const { labels } = t;
  let group = '';
  return rows.map((requirement) => {
    const name = requirement.group[language];
    const opening =
      name === group
        ? html``
        : html`<tr class="group">
            <th colspan="4" scope="colgroup">${name}</th>
          </tr> `;
    group = name;
    const source = requirement.confidence === 'found' ? html`` : html` <em>(${labels.confidence[requirement.confidence]})</em>`;
    const verdict = labels.verdict[requirement.verdict];
    const judged = judgementLines(requirement, language).map((text) => html`<div>${text}</div>`);
    return html`${opening}
      <tr>
        <td>${requirement.requirement}</td>
        <td>${requirement.title[language]}${source}</td>
        <td data-label="${t.verdict}">${requirement.verdict === 'indication' ? html`<strong>${verdict}</strong>` : verdict}${judged}</td>
        <td data-label="${t.needs}">${requirement.needs[language]}</td>
      </tr> `;
  });
}

function requirementTable(camera: ReportCamera, language: Language): Markup {
  const t = textsOf(language);
  if (camera.requirements.length === 0) return html``;
  return html`<table class="requirements">
    <caption>
      ${t.requirements}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.requirement}</th>
        <th scope="col">${t.title}</th>
        <th scope="col">${t.verdict}</th>
        <th scope="col">${t.needs}</th>
      </tr>
    </thead>
    <tbody>
      ${requirementRows(camera.requirements, language)}
    </tbody>
  </table>`;
}

/** Section of one camera; its anchor is `camera-<number>`. */
export function cameraSection(camera: ReportCamera, number: number, language: Language): Markup {
  const name = deviceName(camera);
  const findings = sortFindings(camera.findings);
  return html`<section aria-labelledby="camera-${number}">
    <h3 id="camera-${number}">${number}. ${camera.address}${name === undefined ? '' : ` – ${name}`}</h3>
    ${identityList(camera, language)}
    ${findings.length === 0 ? html`<p>${noFindingsText(camera, language)}</p>` : findings.map((finding) => findingArticle(finding, language))}
    ${requirementTable(camera, language)}
  </section> `;
}
