import type { DossierForm } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { renderDocx, renderPdf } from '@ancam/documents';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { download } from '../../http/download.ts';
import { getRow } from './dossiers.service.ts';
import { fillForm, formsOf } from './forms.ts';
import { readDossier } from './reading.service.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** An official form of a dossier as DOCX or PDF, filled with what is known. Throws `input.invalid` for a form of another level. */
export async function formFile(
  context: Context,
  actor: Actor,
  id: Id,
  { form, format }: { readonly form: DossierForm; readonly format: 'docx' | 'pdf' },
): Promise<Response> {
  const { paper } = await withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    const forms = formsOf(row.level).map((each) => each.id);
    if (!forms.includes(form)) {
      throw new AppError('input.invalid', `${form} does not go with level ${row.level}`, {
        place: 'query.form',
        fix: `one of: ${forms.join(', ')}`,
      });
    }
    work.audit({ action: 'dossier.printed', object: `dossier/${id}`, summary: `${row.name}: ${form} as ${format}` });
    return fillForm(form, await readDossier(work, row));
  });
  const name = `ancam-${form}.${format}`;
  return format === 'docx' ? download(await renderDocx(paper), DOCX, name) : download(await renderPdf(paper), 'application/pdf', name);
}
