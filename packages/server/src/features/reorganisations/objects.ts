import type { Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import { countingCameras, countingSystems } from '../figures/figures.service.ts';

type Counting = Pick<Work, 'tx' | 'now'>;

/** A table whose rows follow the object that they belong to. */
export interface Follower {
  readonly table: string;
  /** The table and column that it belongs to. */
  readonly of: string;
  readonly by: string;
}

/** An object of a body: a table with `steward_id`, `recorded_path`, `scope_path` and `place_path`. */
export interface ObjectTable {
  readonly table: string;
  /** SQL for what a person calls it. */
  readonly label: string;
  /** What belongs to it, each after what it belongs to. */
  readonly followers: readonly Follower[];
  /** Takes a change of some of its rows into the figures. */
  readonly counting?: <T>(work: Counting, ids: readonly Id[], change: () => Promise<T>) => Promise<T>;
}

/** Files of evidence go where what they are attached to goes. */
const filesOf = (of: string): Follower => ({ table: 'evidence', of, by: 'holder_id' });

/** What a row tells of duties goes where the row goes. */
const dutiesOf = (of: string): Follower[] => [
  { table: 'duty_event', of, by: 'source_id' },
  { table: 'duty_object', of, by: 'source_id' },
];

/** All objects that a reorganisation moves. A test holds the list against the columns of the database. */
export const OBJECTS: readonly ObjectTable[] = [
  {
    table: 'camera',
    label: 'o.name',
    counting: countingCameras,
    followers: [
      { table: 'camera_sighting', of: 'camera', by: 'camera_id' },
      { table: 'finding', of: 'camera', by: 'camera_id' },
      { table: 'finding_event', of: 'finding', by: 'finding_id' },
      { table: 'scan_proposal', of: 'camera', by: 'camera_id' },
      { table: 'judgement', of: 'camera', by: 'camera_id' },
      filesOf('camera'),
      filesOf('finding'),
    ],
  },
  {
    table: 'scan',
    label: `to_char(o.started_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY HH24:MI')`,
    followers: [
      { table: 'scan_host', of: 'scan', by: 'scan_id' },
      { table: 'probe_piece', of: 'scan', by: 'scan_id' },
      { table: 'login_attempt', of: 'scan', by: 'scan_id' },
    ],
  },
  { table: 'authorisation', label: 'o.document', followers: [filesOf('authorisation')] },
  {
    table: 'information_system',
    label: 'o.name',
    counting: countingSystems,
    followers: [
      { table: 'system_event', of: 'information_system', by: 'system_id' },
      { table: 'system_zone', of: 'information_system', by: 'system_id' },
      { table: 'level_determination', of: 'information_system', by: 'system_id' },
      { table: 'level_change', of: 'information_system', by: 'system_id' },
      { table: 'plan', of: 'information_system', by: 'system_id' },
      { table: 'plan_event', of: 'plan', by: 'plan_id' },
      { table: 'plan_item', of: 'plan', by: 'plan_id' },
      { table: 'plan_link', of: 'plan', by: 'plan_id' },
      { table: 'system_check', of: 'information_system', by: 'system_id' },
      { table: 'check_shortcoming', of: 'system_check', by: 'check_id' },
      { table: 'check_event', of: 'system_check', by: 'check_id' },
      filesOf('system_check'),
      ...dutiesOf('system_check'),
      filesOf('information_system'),
      ...dutiesOf('information_system'),
    ],
  },
  {
    table: 'dossier',
    label: 'o.name',
    followers: [
      { table: 'dossier_event', of: 'dossier', by: 'dossier_id' },
      { table: 'dossier_submission', of: 'dossier', by: 'dossier_id' },
      { table: 'dossier_comment', of: 'dossier', by: 'dossier_id' },
      filesOf('dossier'),
    ],
  },
  { table: 'site', label: 'o.name', followers: [] },
  { table: 'probe', label: 'o.name', followers: [] },
  { table: 'scan_schedule', label: 'o.name', followers: [{ table: 'scan_schedule_run', of: 'scan_schedule', by: 'schedule_id' }] },
  {
    table: 'camera_group',
    label: 'o.name',
    followers: [{ table: 'level_determination', of: 'camera_group', by: 'group_id' }, ...dutiesOf('camera_group')],
  },
  {
    table: 'record',
    label: `coalesce(nullif(concat_ws(' ', o.number, o.title), ''), o.data ->> 'paperReference')`,
    followers: [
      { table: 'record_event', of: 'record', by: 'record_id' },
      { table: 'document_delivery', of: 'record', by: 'document_id' },
      { table: 'question_effect', of: 'record', by: 'record_id' },
      { table: 'duty_link', of: 'record', by: 'record_id' },
      filesOf('record'),
      ...dutiesOf('record'),
    ],
  },
  { table: 'duty_item', label: 'o.title', followers: dutiesOf('duty_item') },
  {
    table: 'report',
    label: `o.kind || ' ' || to_char(o.period_to, 'DD/MM/YYYY')`,
    followers: [{ table: 'report_event', of: 'report', by: 'report_id' }, filesOf('report'), ...dutiesOf('report')],
  },
];

/** Work of a unit that nobody else answers for: it goes on where its unit goes on, and with the accounts of a unit that ends. */
export const WORK_OF_UNITS: readonly string[] = [
  'table_import',
  'import_fault',
  'proposal_rule',
  'saved_view',
  'bulk_change',
  'duty_deadline',
  'notice',
];
