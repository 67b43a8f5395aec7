import { limitsText, messageText } from '@ancam/core';
import type { AssessmentReport, Language } from '@ancam/core';
import { formatDate, formatMoment, formatOfficialDate } from '../dates.ts';
import { deviceName, standingOf, summarise } from '../summary.ts';
import type { Standing, Summary } from '../summary.ts';
import { textsOf } from '../texts.ts';
import { cameraSection, row } from './camera.ts';
import { html, Markup } from './markup.ts';
import { STYLE } from './style.ts';

function general(report: AssessmentReport, language: Language): Markup {
  const t = textsOf(language);
  const { authorisation, regulation } = report;
  const allowed =
    authorisation === undefined
      ? t.noAuthorisation
      : t.grantedBy(authorisation.grantedBy, authorisation.document, formatDate(authorisation.validUntil));
  return html`<section aria-labelledby="general">
    <h2 id="general">${t.general}</h2>
    <dl>
      ${row(t.unit, report.unit)} ${row(t.preparedAt, formatMoment(report.preparedAt))}
      ${row(t.regulation, `${regulation.name} – ${regulation.title[language]} (${t.validFrom(formatDate(regulation.validFrom))})`)}
      ${row(t.authorisation, allowed)}
      ${row(t.passwordTest, authorisation === undefined ? undefined : authorisation.factoryPasswordTest ? t.yes : t.no)}
      ${row(t.bounds, report.bounds === undefined ? undefined : limitsText(report.bounds, language))}
      ${row(t.preparedBy, report.preparedBy)} ${row(t.software, report.software)} ${row(t.knowledge, report.knowledge)}
    </dl>
  </section>`;
}

function counts(caption: string, head: readonly [string, string], rows: readonly (readonly [string, number])[]): Markup {
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${head[0]}</th>
        <th scope="col" class="count">${head[1]}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([name, count]) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td class="count">${count}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function chart(report: AssessmentReport, summary: Summary, language: Language): Markup {
  const t = textsOf(language);
  const one = report.cameras.length === 1;
  const bars: readonly (readonly [Standing, number])[] = one
    ? summary.severities.map(({ severity, findings }) => [severity, findings])
    : summary.standings.map(({ standing, cameras }) => [standing, cameras]);
  const longest = Math.max(1, ...bars.map(([, count]) => count));
  return html`<table>
    <caption>
      ${one ? t.chartFindings : t.chartCameras}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.severity}</th>
        <th scope="col" class="count">${one ? t.findingsCount : t.cameraCount}</th>
        <td></td>
      </tr>
    </thead>
    <tbody>
      ${bars.map(
        ([standing, count]) =>
          html`<tr>
            <th scope="row" class="${standing}">${t.labels.standing[standing]}</th>
            <td class="count">${count}</td>
            <td class="bars ${standing}" aria-hidden="true">
              <span class="bar" style="width:${Math.round((count / longest) * 100)}%"></span>
            </td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

function scanFigures(report: AssessmentReport, language: Language): Markup {
  const t = textsOf(language);
  const { stats } = report;
  if (stats === undefined) return html``;
  const names = ['addresses', 'excluded', 'silent', 'alive', 'cameras', 'connects', 'exchanges'] as const;
  return counts(
    t.scan,
    [t.title, t.count],
    names.map((name) => [t.stats[name], stats[name]]),
  );
}

function summarySection(report: AssessmentReport, summary: Summary, language: Language): Markup {
  const t = textsOf(language);
  const states = summary.severities.map(
    ({ severity, findings, cameras, open, accepted, fixed }) =>
      html`<tr>
        <th scope="row" class="${severity}">${t.labels.severity[severity]}</th>
        ${[findings, cameras, open, accepted, fixed].map((count) => html`<td class="count">${count}</td>`)}
      </tr> `,
  );
  const heads = [t.findingsCount, t.cameraCount, t.labels.state.open, t.labels.state.accepted, t.labels.state.fixed];
  return html`<section aria-labelledby="summary">
    <h2 id="summary">${t.summary}</h2>
    ${scanFigures(report, language)} ${chart(report, summary, language)}
    <div class="scroll" tabindex="0" role="region" aria-label="${t.bySeverity}">
      <table>
        <caption>
          ${t.bySeverity}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t.severity}</th>
            ${heads.map((name) => html`<th scope="col" class="count">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${states}
        </tbody>
      </table>
    </div>
    ${summary.doubtful === 0 ? '' : html`<p>${t.doubtful(summary.doubtful)}</p>`}
    ${counts(
      t.byVerdict,
      [t.verdict, t.count],
      summary.verdicts.map(({ verdict, count }) => [t.labels.verdict[verdict], count]),
    )}
    ${report.cameras.length === 1 ? '' : cameraIndex(report, language)}
  </section>`;
}

function cameraIndex(report: AssessmentReport, language: Language): Markup {
  const t = textsOf(language);
  const rows = report.cameras.map((camera, index) => {
    const standing = standingOf(camera);
    return html`<tr>
      <td class="free"><a href="#camera-${index + 1}">${camera.address}</a></td>
      <td class="free">${deviceName(camera) ?? t.unknown}</td>
      <td class="${standing}"><strong>${t.labels.standing[standing]}</strong></td>
    </tr> `;
  });
  return html`<table>
    <caption>
      ${t.list}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.address}</th>
        <th scope="col">${t.device}</th>
        <th scope="col">${t.worst}</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/**
 * The assessment as one page that needs nothing else: no script, no foreign resource; a policy in its head lets a browser
 * load nothing even if a text slipped through.
 */
export function renderHtml(report: AssessmentReport, language: Language): string {
  const t = textsOf(language);
  const summary = summarise(report);
  const dated = t.dated(report.place, formatOfficialDate(report.preparedAt, language));
  const notes =
    report.notes.length === 0
      ? html``
      : html`<section aria-labelledby="notes">
          <h2 id="notes">${t.notes}</h2>
          <ul>
            ${report.notes.map((note) => html`<li>${messageText(note, language)}</li>`)}
          </ul>
        </section>`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${report.title[language]}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <div class="unit">${report.unit}</div>
          <div>${dated}</div>
        </header>
        <main>
          <h1>${report.title[language]}</h1>
          <p class="regulation">${report.regulation.name}</p>
          <nav aria-label="${t.onThisPage}">
            <a href="#general">${t.general}</a> · <a href="#summary">${t.summary}</a> · <a href="#details">${t.details}</a>
          </nav>
          ${general(report, language)}
          <p class="statement"><strong>${t.reading}.</strong> ${t.statement}</p>
          ${summarySection(report, summary, language)} ${notes}
          <h2 id="details">${t.details}</h2>
          ${report.cameras.map((camera, index) => cameraSection(camera, index + 1, language))}
        </main>
        <footer>${t.dataHash}: ${report.dataHash}<br />${report.software}</footer>
      </body>
    </html> `.text;
}
